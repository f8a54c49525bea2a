import { availableParallelism } from 'node:os';
import { startBareHashing } from '../measure/bare-hashing';
import { runClosedLoop, type ClosedLoopReport } from '../measure/closed-loop';
import { accounted, coresOf, together, type CpuUse } from '../measure/cpu-account';
import { latencyChart, outcomesChart } from '../measure/charts';
import { STANDARD_WORLD } from '../stage/world';
import type { Bar } from './bar';
import { coreNotes } from './core-notes';
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
    const hash = await startBareHashing(stage, availableParallelism());
    const processes = { gateways: [gateway.pid], ...world.pids };
    const reports: { readonly report: ClosedLoopReport; readonly use: CpuUse | null }[] = [];
    const logins = async (seconds: number): Promise<number> => {
      const send = loginsOf(http, gateway.url, world, { clients: CLIENTS });
      const loop = { clients: CLIENTS, durationMs: seconds * 1_000, send };
      const { result: report, use } = await accounted(processes, () => runClosedLoop(loop));
      expectOnly(report.outcomes, ['LoggedIn']);
      reports.push({ report, use });
      return countOf(report.outcomes, 'LoggedIn') / seconds;
    };
    const rounds = await compareInRounds(
      stage,
      { name: 'gateway', measure: logins },
      { name: 'argon2id alone', measure: async (seconds) => (await hash(seconds)).perSecond },
    );
    const measuredReports = measured(reports);
    const uses = measuredReports.flatMap(({ use }) => (use === null ? [] : [use]));
    const use = uses.length === 0 ? null : together(uses);
    return {
      results: [
        {
          ...judgeRatio(
            {
              id: 'B1',
              name: `logins of distinct users, ${CLIENTS} clients`,
              unit: '/s',
              reference: 'argon2id alone',
              notes: [
                ...coreNotes(use, availableParallelism()),
                'nothing runs beside argon2id alone, on as many cores',
              ],
            },
            rounds,
            { kind: 'AT_LEAST', bound: 0.95 },
          ),
          ...(use === null ? {} : { busyCores: coresOf(use) }),
        },
      ],
      charts: [
        outcomesChart(
          'B1: logins over time',
          measuredReports.flatMap(({ report }) => report.seconds),
        ),
        latencyChart('B1: time of a login', [
          { label: 'login', latency: measuredReports[0]?.report.latency },
        ]),
      ],
    };
  },
};
