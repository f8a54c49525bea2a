import { LOAD_SECRETS, loginIdOf } from '../../seed/load-accounts';
import { BrokenPromise, must } from '../broken-promise';
import { expectOneOf, guess, patiently, strangerClient, victimOf, wrongPassword } from '../customers';
import { mustHappen, type Load, type Scenario } from '../scenario';

const VICTIMS = 10;

/** No policy allows more wrong entries before a lockout (NIST SP 800-63B). */
const MOST_GUESSES = 100;

/** Somebody hammers at users who are locked out already. */
export const lockoutFlood: Scenario = {
  name: 'lockout-flood',
  about:
    'Locked users are tried with right and wrong passwords: all are refused, and the end of the lockout does not move (R7).',
  rate: 300,
  seconds: 20,
  population: () => ({ users: 2 * VICTIMS, newcomers: 0 }),
  prepare: async (load) => {
    const victims = await Promise.all(
      Array.from({ length: VICTIMS }, async (_, place) => {
        const loginId = loginIdOf(victimOf(load, place));
        return { loginId, lockedUntil: await lockOut(load, loginId) };
      }),
    );
    return {
      send: async (arrival) => {
        const victim = victims[arrival % VICTIMS];
        if (victim === undefined) throw new Error('there is no such victim');
        const right = Math.floor(arrival / VICTIMS) % 2 === 0;
        const loginPassword = right ? LOAD_SECRETS.loginPassword : wrongPassword(arrival);
        const answer = expectOneOf(
          await guess(strangerClient(load, arrival), victim.loginId, loginPassword),
          // Refused before anything is hashed, so that the hashing queue cannot be full.
          ['LockedOut', 'THROTTLED'],
        );
        if (answer.member === 'LockedOut') {
          must(answer.fields['lockedUntil'] === victim.lockedUntil, 'login: the end of a lockout has moved');
        }
        return answer.member;
      },
      judge: (outcomes) => mustHappen(outcomes, 'LockedOut'),
    };
  },
};

/** Guesses until the user is locked; tells until when. */
async function lockOut(load: Load, loginId: string): Promise<unknown> {
  for (let tries = 0; tries < MOST_GUESSES; tries += 1) {
    const client = strangerClient(load, tries);
    const answer = await patiently(() => guess(client, loginId, wrongPassword(tries)));
    if (answer.member === 'LockedOut') return answer.fields['lockedUntil'];
  }
  throw new BrokenPromise('login: a user bears any number of guesses');
}
