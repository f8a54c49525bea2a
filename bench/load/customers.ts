import { setTimeout as sleep } from 'node:timers/promises';
import { customerAddress, LOAD_SECRETS, loginIdOf, strangerAddress } from '../seed/load-accounts';
import { must } from './broken-promise';
import type { Answer, LoadClient } from './client';
import type { Load } from './scenario';

/** How often somebody who is told to come back does. */
const PATIENCE = 10;

/** @throws BrokenPromise unless the answer is one of these */
export function expectOneOf(answer: Answer, members: readonly string[]): Answer {
  const { operation, member } = answer;
  must(members.includes(member), `${operation}: ${member}, where only ${members.join(', ')} may come`);
  return answer;
}

/** Asks again after the time that a Busy tells, for as long as patience lasts. */
export async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  let answer = await ask();
  for (let again = 0; again < PATIENCE && answer.member === 'Busy'; again += 1) {
    await sleep(Number(answer.fields['retryAfterSeconds']) * 1_000);
    answer = await ask();
  }
  return answer;
}

/**
 * Customer number `turn`: the first half of the users, in turns. Nobody guesses at them, so that a gateway can be loaded
 * again and again.
 */
export function customerOf({ accounts: { users } }: Load, turn: number): number {
  return turn % Math.ceil(users / 2);
}

/** Victim number `turn`, whom strangers guess at: the second half, from the end. */
export function victimOf({ accounts: { users } }: Load, turn: number): number {
  return users - 1 - (turn % Math.max(1, Math.floor(users / 2)));
}

/** User `index` at his usual place. */
export function customerClient(load: Load, index: number): LoadClient {
  return load.client(customerAddress(index));
}

/** Somebody at one of the strangers' addresses. */
export function strangerClient(load: Load, arrival: number): LoadClient {
  return load.client(strangerAddress(arrival % load.strangers));
}

/**
 * User `index` logs in from the device that is known, with the right password: he gets in, or is told when to come back.
 * @throws BrokenPromise for any other answer
 */
export async function customerLogin(load: Load, index: number, client: LoadClient): Promise<Answer> {
  const answer = expectOneOf(
    await client.run('login', {
      input: {
        loginId: loginIdOf(index),
        loginPassword: LOAD_SECRETS.loginPassword,
        delivery: 'BEARER',
        deviceToken: load.accounts.deviceToken,
      },
    }),
    ['LoggedIn', 'Busy'],
  );
  if (answer.member === 'LoggedIn') {
    const { sessionToken, viewer } = answer.fields as {
      readonly sessionToken: unknown;
      readonly viewer: { readonly name: string; readonly requiredActions: readonly string[] };
    };
    must(typeof sessionToken === 'string' && sessionToken.length > 20, 'login: LoggedIn without a session');
    must(viewer.name.endsWith(` ${String(index)}`), 'login: somebody else is logged in');
    must(viewer.requiredActions.length === 0, 'login: something is required of a complete user');
    client.useBearer(sessionToken);
  }
  return answer;
}

/** A client with the session of user `index`. */
export async function customerSession(load: Load, index: number): Promise<LoadClient> {
  const client = customerClient(load, index);
  const { member } = await patiently(() => customerLogin(load, index, client));
  must(member === 'LoggedIn', 'login: a customer who comes back again and again never gets in');
  return client;
}

/** What a guess at a login may be answered with, whoever guesses. */
const GUESS_REFUSED = ['InvalidCredentials', 'LockedOut', 'Suspended', 'Busy', 'THROTTLED'] as const;

/**
 * A stranger guesses.
 * @throws BrokenPromise if he gets in, or is told that the password was right
 */
export async function guess(client: LoadClient, loginId: string, loginPassword: string): Promise<Answer> {
  const input = { loginId, loginPassword, delivery: 'BEARER', deviceToken: null };
  return expectOneOf(await client.run('login', { input }), GUESS_REFUSED);
}

/** A password that nobody has, another one for each number. */
export function wrongPassword(number: number): string {
  return `No-${String(number % 1_000_000)}x9`;
}
