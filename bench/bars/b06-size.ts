import { runClosedLoop } from '../measure/closed-loop';
import type { Http } from '../measure/http';
import { outcomeOf, tryLogin } from '../measure/login-requests';
import type { Round } from '../measure/spread';
import type { Stage } from '../stage/stage';
import type { World } from '../stage/world';
import type { Bar, BarResult } from './bar';
import { judgeRatio } from './judge';
import { lockOut, WRONG_PASSWORD } from './lock';
import { expectOnly } from './outcomes';
import { compareInRounds } from './rounds';

const SMALL = { users: 1_000, counters: 1_000 };
const LARGE = { users: 1_000_000, counters: 1_000_000 };
const LARGE_IF_QUICK = { users: 20_000, counters: 20_000 };

/** A prime, so that logins go over the whole table and not along its pages. */
const STRIDE = 7_919;

interface Place {
  readonly world: World;
  readonly url: string;
}

/** B6: logins and refusals take no longer among a million users and counters than among a thousand. */
export const size: Bar = {
  id: 'B6',
  title: 'latency with a million users and counters',
  needsOnlyUrl: false,
  limitMs: 1_800_000,
  measure: async (stage) => {
    const many = stage.pace.quick ? LARGE_IF_QUICK : LARGE;
    const large = await placeOf(stage, many);
    const small = await placeOf(stage, SMALL);
    // One after the other: the question is what the size costs, not what waiting for others does.
    const http = await stage.http(1);
    const login = (place: Place) => (seconds: number) =>
      medianMs(loginSender(http, place), 'LoggedIn', seconds);
    const refusal = (place: Place) => (seconds: number) =>
      medianMs(refusalSender(http, place), 'LockedOut', seconds);
    await lockOut(http, large.url, lastOf(large));
    await lockOut(http, small.url, lastOf(small));
    const compare = (of: typeof login): Promise<readonly Round[]> =>
      compareInRounds(
        stage,
        { name: named(many), measure: of(large) },
        { name: named(SMALL), measure: of(small) },
      );
    const judged = (name: string, rounds: readonly Round[]): BarResult =>
      judgeRatio(
        { id: 'B6', name: `${name}, ${named(many)}`, unit: 'ms', reference: named(SMALL), notes: [] },
        rounds,
        { kind: 'AT_MOST', bound: 1.1 },
      );
    return {
      results: [
        judged('p50 of a login', await compare(login)),
        judged('p50 of a refusal', await compare(refusal)),
      ],
      charts: [],
    };
  },
};

async function placeOf(stage: Stage, of: World['size']): Promise<Place> {
  const world = await stage.ownWorld(of);
  return { world, url: (await stage.startGateway(world)).url };
}

function named({ users }: World['size']): string {
  return `${users.toLocaleString('en-US')} users`;
}

/** Locked for the refusals, and left out of the logins. */
function lastOf({ world }: Place): ReturnType<World['customer']> {
  return world.customer(world.size.users - 1);
}

function loginSender(http: Http, { world, url }: Place): () => Promise<string> {
  let turn = 0;
  return async () => {
    turn += 1;
    return outcomeOf(await tryLogin(http, url, world.customer((turn * STRIDE) % (world.size.users - 1))));
  };
}

function refusalSender(http: Http, place: Place): () => Promise<string> {
  const victim = { ...lastOf(place), loginPassword: WRONG_PASSWORD };
  return async () => outcomeOf(await tryLogin(http, place.url, victim));
}

async function medianMs(send: () => Promise<string>, wanted: string, seconds: number): Promise<number> {
  const { outcomes, latency } = await runClosedLoop({ clients: 1, durationMs: seconds * 1_000, send });
  expectOnly(outcomes, [wanted]);
  return latency.getValueAtPercentile(50) / 1_000;
}
