import { randomInt } from 'node:crypto';
import { LOAD_SECRETS, loginIdOf } from '../../seed/load-accounts';
import { must } from '../broken-promise';
import type { Answer } from '../client';
import {
  customerClient,
  expectOneOf,
  guess,
  patiently,
  strangerClient,
  victimOf,
  wrongPassword,
} from '../customers';
import { type Load, mustHappen, type Scenario } from '../scenario';

/** Through the first lockout of the usual policy and beyond it. */
const GUESSES = 6;

/** Somebody wants to find out which login IDs there are. */
export const unknownIds: Scenario = {
  name: 'unknown-ids',
  about:
    'Strangers guess at login IDs that exist and at such that do not, side by side: both get the same answers, one by one (R7).',
  rate: 4,
  seconds: 30,
  population: (arrivals) => ({ users: 2 * arrivals, newcomers: 0 }),
  prepare: (load) => {
    // Elsewhere than the last time, whose victims are locked out.
    const first = randomInt(load.accounts.users);
    return Promise.resolve({
      send: async (arrival) => {
        const victim = victimOf(load, first + arrival);
        const client = strangerClient(load, arrival);
        const known = loginIdOf(victim);
        const unknown = `u${load.run}${String(arrival)}`;
        // A success forgets the failures of earlier loads, so that both begin alike.
        const fresh = await patiently(() => knownLogin(load, victim));
        if (fresh.member !== 'LoggedIn') return `victim ${fresh.member}`;
        for (let tries = 0; tries < GUESSES; tries += 1) {
          const password = wrongPassword(arrival * GUESSES + tries);
          const [ofKnown, ofUnknown] = [
            await guess(client, known, password),
            await guess(client, unknown, password),
          ];
          const refused = [ofKnown, ofUnknown].find(
            ({ member }) => member === 'Busy' || member === 'THROTTLED',
          );
          // Nothing was counted of one of the two, so that they are no longer even.
          if (refused !== undefined) return refused.member;
          must(
            seen(ofKnown) === seen(ofUnknown),
            'login: known and unknown login IDs are answered differently',
          );
        }
        return 'the same';
      },
      judge: (outcomes) => mustHappen(outcomes, 'the same'),
    });
  },
};

/** The victim himself logs in; unless an earlier load has locked him out or suspended him. */
async function knownLogin(load: Load, index: number): Promise<Answer> {
  const input = {
    loginId: loginIdOf(index),
    loginPassword: LOAD_SECRETS.loginPassword,
    deviceToken: load.accounts.deviceToken,
  };
  const answer = await customerClient(load, index).run('login', { input });
  return expectOneOf(answer, ['LoggedIn', 'LockedOut', 'Suspended', 'Busy']);
}

/** What a stranger sees, but for what names the moment. */
function seen({ status, headerNames, member, fields }: Answer): string {
  const message = String(fields['message']).replace(/after [^"]+?\.$/, 'after ….');
  return JSON.stringify([status, headerNames, member, Object.keys(fields).sort(), message]);
}
