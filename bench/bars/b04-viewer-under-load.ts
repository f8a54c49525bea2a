import { latencyChart, outcomesChart } from '../measure/charts';
import type { Http } from '../measure/http';
import { headersFrom, operationBody, outcomeOf, sessionOf, tryLogin } from '../measure/login-requests';
import { millisecondsAt, runOpenLoop, type OpenLoopReport } from '../load/open-loop';
import { STANDARD_WORLD, type World } from '../stage/world';
import type { Bar } from './bar';
import { loginCapacity } from './capacity';
import { judgeRatio } from './judge';
import { expectOnly } from './outcomes';
import { compareInRounds, measured } from './rounds';

/** Users who are logged in and look at their page in turn. They log in no more: that would end their session (R9). */
const VIEWERS = 50;
/** Far below what the gateway can do; enough for a 99th percentile within seconds. */
const VIEWS_PER_SECOND = 50;
const OVERLOAD = 2;
/** More than wait for an answer at any time, so that the generator never queues by itself. */
const CONNECTIONS = 1_024;

/** B4: what users who are in notice of twice as many logins as the machine gets done. */
export const viewerUnderLoad: Bar = {
  id: 'B4',
  title: 'viewer while logins arrive at twice the capacity',
  needsOnlyUrl: false,
  limitMs: 900_000,
  measure: async (stage) => {
    const world = await stage.world(STANDARD_WORLD);
    const { url } = await stage.startGateway(world);
    const http = await stage.http(CONNECTIONS);
    const rate = OVERLOAD * (await loginCapacity(stage, http, url, world));
    const sessions = await sessionsOf(http, url, world);
    const alone: OpenLoopReport[] = [];
    const loaded: OpenLoopReport[] = [];
    const storms: OpenLoopReport[] = [];
    const rounds = await compareInRounds(
      stage,
      {
        name: 'with logins at twice the capacity',
        measure: async (seconds) => {
          const [views, storm] = await Promise.all([
            viewsAt(http, url, sessions, seconds),
            stormAt(http, url, world, rate, seconds),
          ]);
          loaded.push(views);
          storms.push(storm);
          return millisecondsAt(views.latency, 99);
        },
      },
      {
        name: 'unloaded',
        measure: async (seconds) => {
          const views = await viewsAt(http, url, sessions, seconds);
          alone.push(views);
          return millisecondsAt(views.latency, 99);
        },
      },
    );
    const lagMs = Math.max(...measured(storms).map(({ lag }) => millisecondsAt(lag, 99)));
    return {
      results: [
        judgeRatio(
          {
            id: 'B4',
            name: 'p99 of viewer at 2× the capacity of logins',
            unit: 'ms',
            reference: 'unloaded',
            notes: [
              `${VIEWS_PER_SECOND} views/s beside ${Math.round(rate)} logins/s, open loop; the generator itself was late by up to ${lagMs.toFixed(1)} ms (p99), which the figure includes`,
            ],
          },
          rounds,
          { kind: 'AT_MOST', bound: 3 },
        ),
      ],
      charts: [
        outcomesChart(
          'B4: logins at twice the capacity, over time',
          measured(storms).flatMap(({ seconds }) => seconds),
        ),
        latencyChart('B4: time of viewer', [
          { label: 'unloaded', latency: alone.at(-1)?.latency },
          { label: 'with logins at twice the capacity', latency: loaded.at(-1)?.latency },
        ]),
      ],
    };
  },
};

async function sessionsOf(http: Http, url: string, world: World): Promise<readonly string[]> {
  const sessions: string[] = [];
  for (let viewer = 0; viewer < VIEWERS; viewer += 1) {
    sessions.push(await sessionOf(http, url, world.customer(viewer)));
  }
  return sessions;
}

async function viewsAt(
  http: Http,
  url: string,
  sessions: readonly string[],
  seconds: number,
): Promise<OpenLoopReport> {
  const body = operationBody('viewer');
  const report = await runOpenLoop({
    rate: VIEWS_PER_SECOND,
    durationMs: seconds * 1_000,
    send: async (arrival) => {
      const viewer = arrival % sessions.length;
      const authorization = `Bearer ${sessions[viewer] ?? ''}`;
      const { status, text } = await http.post(`${url}/graphql`, body, {
        ...headersFrom('198.18.0.0'),
        authorization,
      });
      return status === 200 && text.includes('"viewer":{"id"') ? 'VIEWED' : text;
    },
  });
  expectOnly(report.outcomes, ['VIEWED']);
  return report;
}

/** Logins of everybody else. */
async function stormAt(
  http: Http,
  url: string,
  world: World,
  rate: number,
  seconds: number,
): Promise<OpenLoopReport> {
  const others = world.size.users - VIEWERS;
  const report = await runOpenLoop({
    rate,
    durationMs: seconds * 1_000,
    send: async (arrival) =>
      outcomeOf(await tryLogin(http, url, world.customer(VIEWERS + (arrival % others)))),
  });
  expectOnly(report.outcomes, ['LoggedIn', 'Busy']);
  return report;
}
