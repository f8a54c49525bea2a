import { availableParallelism } from 'node:os';
import { DEFAULT_HASHING_SETTINGS } from '../../src/credentials/hashing/hashing-settings';
import { runClosedLoop, type ClosedLoopReport } from '../measure/closed-loop';
import { latencyChart, outcomesChart } from '../measure/charts';
import type { HashingCount, HashingOrder } from '../references/bare-argon2';
import type { Stage } from '../stage/stage';
import { STANDARD_WORLD } from '../stage/world';
import type { Bar } from './bar';
import { judgeRatio } from './judge';
import { loginsOf } from './logins';
import { countOf, expectOnly } from './outcomes';
import { compareInRounds, measured } from './rounds';

const CLIENTS = 16;

/** B1: logins of distinct users against hashing alone, which no login can be faster than. */
export const loginThroughput: Bar = {
  id: 'B1',
  title: 'login throughput',
  needsOnlyUrl: false,
  limitMs: 900_000,
  measure: async (stage) => {
    const world = await stage.world(STANDARD_WORLD);
    const gateway = await stage.startGateway(world);
    const http = await stage.http(CLIENTS);
    const bare = await bareHashing(stage);
    const reports: ClosedLoopReport[] = [];
    const logins = async (seconds: number): Promise<number> => {
      const send = loginsOf(http, gateway.url, world, { clients: CLIENTS });
      const report = await runClosedLoop({ clients: CLIENTS, durationMs: seconds * 1_000, send });
      expectOnly(report.outcomes, ['LoggedIn']);
      reports.push(report);
      return countOf(report.outcomes, 'LoggedIn') / seconds;
    };
    const rounds = await compareInRounds(
      stage,
      { name: 'gateway', measure: logins },
      { name: 'argon2id alone', measure: bare },
    );
    const measuredReports = measured(reports);
    const generator = Math.max(...measuredReports.map(({ ownCores }) => ownCores));
    return {
      results: [
        judgeRatio(
          {
            id: 'B1',
            name: `logins of distinct users, ${CLIENTS} clients`,
            unit: '/s',
            reference: 'argon2id alone',
            notes: [
              `the load generator took up to ${generator.toFixed(2)} of ${availableParallelism()} cores from the gateway, and PostgreSQL and Redis ran on the same ones; nothing runs beside argon2id alone`,
            ],
          },
          rounds,
          { kind: 'AT_LEAST', bound: 0.95 },
        ),
      ],
      charts: [
        outcomesChart(
          'B1: logins over time',
          measuredReports.flatMap(({ seconds }) => seconds),
        ),
        latencyChart('B1: time of a login', [{ label: 'login', latency: measuredReports[0]?.latency }]),
      ],
    };
  },
};

async function bareHashing(stage: Stage): Promise<(seconds: number) => Promise<number>> {
  const cores = availableParallelism();
  const child = await stage.startReference('bare-argon2', cores);
  return async (seconds) => {
    const order: HashingOrder = { ...DEFAULT_HASHING_SETTINGS, atOnce: cores, durationMs: seconds * 1_000 };
    const answer = child.nextMessage();
    child.send({ ...order });
    return ((await answer) as HashingCount).perSecond;
  };
}
