import { PART_NAMES, SERVING_PARTS } from '../measure/cpu-parts';
import type { Spread } from '../measure/spread';
import { figureText } from '../report/figure-text';
import { left, markdownTable, right } from '../report/markdown';
import { measuredLine } from '../report/measured-line';
import { capacityOf, needOf, sharedMachine, sumOf, type LoginCost } from './capacity';
import type { CapacityRun } from './capacity-run';

const EXAMPLE_CORES = [2, 4, 8, 16, 32];
const EXAMPLE_LOGINS = [50, 200, 500];

/** The run as Markdown: what a login costs, what follows for machines of other sizes, and how far it can be believed. */
export function renderCapacity(run: CapacityRun): string {
  const { cost } = run;
  return [
    measuredLine(run),
    costTable(cost),
    `The load generator took ${figureText(run.generatorMs)} ms of a core for each login beside that.`,
    capacityTable(cost),
    needTable(cost),
    hashingTable(run),
    checkText(run),
  ].join('\n\n');
}

function costTable(cost: LoginCost): string {
  const rows = SERVING_PARTS.map((part) => [PART_NAMES[part], cost[part].toFixed(2)]);
  return markdownTable(
    [left('One login takes of'), right('milliseconds of a core')],
    [...rows, ['all together', sumOf(cost).toFixed(2)]],
  );
}

/** With one gateway, and with as many as it takes until the cores are what limits. */
function capacityTable(cost: LoginCost): string {
  const rows = EXAMPLE_CORES.map((cores) => {
    const one = capacityOf(cost, sharedMachine(cores));
    const most = capacityOf(cost, sharedMachine(cores, Infinity));
    const gateways = Math.ceil((most.perSecond * cost.gatewayMain) / 1_000);
    return [
      String(cores),
      figureText(one.perSecond),
      one.what,
      `${figureText(most.perSecond)} (${gateways})`,
      most.what,
    ];
  });
  return markdownTable(
    [
      right('cores shared by all'),
      right('logins a second, 1 gateway'),
      left('limited by'),
      right('with enough gateways (so many)'),
      left('limited by'),
    ],
    rows,
  );
}

function needTable(cost: LoginCost): string {
  const rows = EXAMPLE_LOGINS.map((perSecond) => {
    const { busyCores, cores, gateways, hashingThreads } = needOf(cost, perSecond);
    const gateway = busyCores.gatewayMain + busyCores.gatewayHashing + busyCores.gatewayOther;
    return [
      String(perSecond),
      gateway.toFixed(2),
      busyCores.postgres.toFixed(2),
      busyCores.redis.toFixed(2),
      String(cores),
      String(gateways),
      String(hashingThreads),
    ];
  });
  return markdownTable(
    [
      right('logins a second'),
      right('gateway, busy cores'),
      right('PostgreSQL'),
      right('Redis'),
      right('whole cores for all'),
      right('gateways'),
      right('hashing threads'),
    ],
    rows,
  );
}

function hashingTable({ hashing }: CapacityRun): string {
  const rows = hashing.map(({ memoryKiB, passes, measuredMs, predictedMs }) => [
    memoryKiB.toLocaleString('en-US'),
    String(passes),
    figureText(measuredMs),
    figureText(predictedMs),
  ]);
  return markdownTable(
    [
      right('`ARGON2_MEMORY_KIB`'),
      right('`ARGON2_TIME`'),
      right('argon2id alone, ms of a core'),
      right('memory × passes says'),
    ],
    rows,
  );
}

function checkText({ check }: CapacityRun): string {
  const { clients, busyCores, predicted, measured, ratio } = check;
  return `Predicted of the costs with ${clients.costs} clients and of the ${spread(busyCores)} cores that the service got with ${clients.throughput}: ${spread(predicted)} logins a second. Measured with these: ${spread(measured)}, which is ${spread(ratio)} of it.`;
}

function spread({ median, min, max }: Spread): string {
  return min === max ? figureText(median) : `${figureText(median)} (${figureText(min)}–${figureText(max)})`;
}
