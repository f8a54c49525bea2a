import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayClient } from '../../support/gateway-client';
import { WRONG } from '../../e2e/support/entries';
import { knownDevice, MASTER, NUMAZU, ODAWARA } from '../../e2e/support/people';
import { eventually } from '../../support/eventually';

/** Between an answer and the next request: a refusal comes so soon that nothing else would get its turn. */
const PAUSE_MS = 10;

/** A gateway as a storm needs it. */
interface Target {
  client(): GatewayClient;
}

/** Who logs in, over and over; with the token of a known device no question comes between. */
export interface Caller {
  readonly loginId: string;
  readonly loginPassword: string;
  readonly device?: string;
}

/** One login of a storm and what became of it: a member of the union, the code of an error, or LOST for no answer. */
export interface StormEntry {
  readonly loginId: string;
  readonly right: boolean;
  readonly kind: string;
  /** What the answer of a locked credential says. */
  readonly lockedUntil: unknown;
  readonly retryAfterSeconds: number | undefined;
}

export interface Storm {
  /** How many logins are under way at most. */
  readonly lanes: number;
  readonly entries: readonly StormEntry[];
  /** Sends no more, and resolves once everything is answered. */
  stop(): Promise<void>;
}

/** Lets `callers` log in at `targets` in turn, each as often at once as `lanes` says, until it is stopped. */
export function startStorm(targets: readonly Target[], callers: readonly Caller[], lanes: number): Storm {
  const entries: StormEntry[] = [];
  let over = false;
  const lane = async (caller: Caller, nth: number): Promise<void> => {
    for (let turn = nth; !over; turn += 1) {
      const target = targets[turn % targets.length];
      if (target === undefined) throw new Error('a storm needs a target');
      entries.push(await logIn(target, caller));
      await sleep(PAUSE_MS);
    }
  };
  const running = callers.flatMap((caller) => Array.from({ length: lanes }, (_, nth) => lane(caller, nth)));
  return {
    lanes: running.length,
    entries,
    stop: async () => {
      over = true;
      await Promise.all(running);
    },
  };
}

/** Users who are right, each from a device of his own that is known. */
export function rightUsers(target: Target): Promise<readonly Caller[]> {
  return Promise.all(
    [MASTER, NUMAZU, ODAWARA].map(async (who) => ({ ...who, device: await knownDevice(target, who) })),
  );
}

/** Guesses at a login ID. */
export function guesser(loginId: string): Caller {
  return { loginId, loginPassword: WRONG };
}

/** The kinds of answers that this login ID got. */
export function kindsFor(entries: readonly StormEntry[], loginId: string): string[] {
  return entries.filter((entry) => entry.loginId === loginId).map(({ kind }) => kind);
}

/** How long it takes from now, in milliseconds, until every target logs every one of `users` in. */
export async function untilBack(targets: readonly Target[], users: readonly Caller[]): Promise<number> {
  const since = performance.now();
  for (const target of targets) {
    for (const user of users) {
      await eventually(async () => (await logIn(target, user)).kind === 'LoggedIn');
    }
  }
  return Math.round(performance.now() - since);
}

/** One login, without answering a question. */
export async function logIn(target: Target, { loginId, loginPassword, device }: Caller): Promise<StormEntry> {
  const entered = {
    loginId,
    right: loginPassword !== WRONG,
    lockedUntil: null,
    retryAfterSeconds: undefined,
  };
  const input = { loginId, loginPassword, delivery: 'BEARER', deviceToken: device };
  try {
    const { data, errors } = await target.client().runRaw('login', { input });
    const [error] = errors;
    if (error !== undefined) {
      const { code, retryAfterSeconds } = error.extensions;
      return { ...entered, kind: code, retryAfterSeconds };
    }
    const result = data?.['login'] as { __typename: string; lockedUntil?: unknown };
    return { ...entered, kind: result.__typename, lockedUntil: result.lockedUntil ?? null };
  } catch {
    return { ...entered, kind: 'LOST' };
  }
}
