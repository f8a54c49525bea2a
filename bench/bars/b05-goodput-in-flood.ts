import { latencyChart, outcomesChart } from '../measure/charts';
import type { Http } from '../measure/http';
import { outcomeOf, tryLogin } from '../measure/login-requests';
import { millisecondsAt, runOpenLoop, type OpenLoopReport } from '../load/open-loop';
import { STANDARD_WORLD, type World } from '../stage/world';
import type { Bar } from './bar';
import { loginCapacity } from './capacity';
import { guess, type Victims } from './flood';
import { judgeRatio } from './judge';
import { lockOut } from './lock';
import { countOf, expectOnly } from './outcomes';
import { compareInRounds, measured } from './rounds';

const CONNECTIONS = 2_048;
/** Of the capacity: a busy morning. At the whole of it not even the customers alone would all be served. */
const CUSTOMERS_SHARE = 0.5;
const FLOOD = 10;
const LOCKED = 20;
/** A login that takes longer helps nobody: its customer has gone, or tries again. */
const GOOD_WITHIN_MS = 3_000;

/** B5: customers whose devices are known still get in while ten times the capacity of guesses arrives. */
export const goodputInFlood: Bar = {
  id: 'B5',
  title: 'goodput of known customers in a flood of guesses',
  needsOnlyUrl: false,
  limitMs: 900_000,
  measure: async (stage) => {
    const world = await stage.ownWorld(STANDARD_WORLD);
    const { url } = await stage.startGateway(world);
    const http = await stage.http(CONNECTIONS);
    const capacity = await loginCapacity(stage, http, url, world);
    const customers = world.size.users / 2;
    const victims: Victims = {
      locked: { from: customers, count: LOCKED },
      guessed: { from: customers + LOCKED, count: customers - LOCKED },
    };
    stage.progress('locking the users that the flood will try');
    for (let index = 0; index < LOCKED; index += 1) {
      await lockOut(http, url, { ...world.customer(customers + index), address: '10.9.9.9' });
    }
    const alone: OpenLoopReport[] = [];
    const attacked: OpenLoopReport[] = [];
    const floods: OpenLoopReport[] = [];
    const goodput = async (kept: OpenLoopReport[], seconds: number): Promise<number> => {
      const rate = CUSTOMERS_SHARE * capacity;
      const report = await customersAt(http, url, world, { rate, seconds, among: customers });
      kept.push(report);
      return countOf(report.outcomes, 'LoggedIn') / seconds;
    };
    const rounds = await compareInRounds(
      stage,
      {
        name: 'in the flood',
        measure: async (seconds) => {
          const [reached, flood] = await Promise.all([
            goodput(attacked, seconds),
            floodAt(http, url, world, { rate: FLOOD * capacity, seconds, victims }),
          ]);
          floods.push(flood);
          return reached;
        },
      },
      { name: 'alone', measure: (seconds) => goodput(alone, seconds) },
    );
    return {
      results: [
        judgeRatio(
          {
            id: 'B5',
            name: 'logins of known customers in a flood of 10× the capacity',
            unit: '/s',
            reference: 'alone',
            notes: [
              `customers arrive at half the capacity of ${Math.round(capacity)} logins/s, guesses at ten times it; a login counts if it took ${GOOD_WITHIN_MS / 1_000} s at most; the generator shares the cores with gateway and servers`,
              `p99 of a customer's login ${p99Of(measured(attacked))} ms in the flood, ${p99Of(measured(alone))} ms alone`,
            ],
          },
          rounds,
          { kind: 'AT_LEAST', bound: 0.9 },
        ),
      ],
      charts: [
        outcomesChart(
          'B5: customers in the flood, over time',
          measured(attacked).flatMap(({ seconds }) => seconds),
        ),
        outcomesChart(
          'B5: the guesses, over time',
          measured(floods).flatMap(({ seconds }) => seconds),
        ),
        latencyChart("B5: time of a customer's login", [
          { label: 'alone', latency: alone.at(-1)?.latency },
          { label: 'in the flood', latency: attacked.at(-1)?.latency },
        ]),
      ],
    };
  },
};

async function customersAt(
  http: Http,
  url: string,
  world: World,
  { rate, seconds, among }: { readonly rate: number; readonly seconds: number; readonly among: number },
): Promise<OpenLoopReport> {
  const report = await runOpenLoop({
    rate,
    durationMs: seconds * 1_000,
    send: async (arrival) => {
      const askedAt = performance.now();
      const outcome = outcomeOf(await tryLogin(http, url, world.customer(arrival % among)));
      return performance.now() - askedAt <= GOOD_WITHIN_MS ? outcome : `${outcome}, too late`;
    },
  });
  expectOnly(report.outcomes, ['LoggedIn', 'LoggedIn, too late', 'Busy', 'Busy, too late', 'UNANSWERED']);
  return report;
}

/** A guess never gets in, whatever else becomes of it. */
async function floodAt(
  http: Http,
  url: string,
  world: World,
  { rate, seconds, victims }: { readonly rate: number; readonly seconds: number; readonly victims: Victims },
): Promise<OpenLoopReport> {
  const report = await runOpenLoop({
    rate,
    durationMs: seconds * 1_000,
    send: async (arrival) => outcomeOf(await tryLogin(http, url, guess(world, victims, arrival))),
  });
  expectOnly(report.outcomes, [
    'InvalidCredentials',
    'LockedOut',
    'Busy',
    'SERVICE_UNAVAILABLE',
    'UNANSWERED',
  ]);
  return report;
}

function p99Of(reports: readonly OpenLoopReport[]): string {
  return Math.max(...reports.map(({ latency }) => millisecondsAt(latency, 99))).toFixed(0);
}
