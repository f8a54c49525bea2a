import type { Http } from '../measure/http';
import { outcomeOf, tryLogin, type LoginTry } from '../measure/login-requests';

/** Wrong by rule: it has no digit, so that no customer's password can be equal. */
export const WRONG_PASSWORD = 'wrongwrong';

/** More wrong entries than any lockout takes (`FAILURES_PER_LOCKOUT` is 5 unless somebody set it). */
const ENOUGH = 20;

/**
 * Locks a credential the way an attacker does.
 * @throws Error if it does not lock
 */
export async function lockOut(http: Http, url: string, victim: LoginTry): Promise<void> {
  const attempt = { ...victim, loginPassword: WRONG_PASSWORD };
  for (let guess = 0; guess < ENOUGH; guess += 1) {
    const outcome = outcomeOf(await tryLogin(http, url, attempt));
    if (outcome === 'LockedOut') return;
    if (outcome !== 'InvalidCredentials') {
      throw new Error(
        `a wrong login was answered with ${outcome}: is LOGIN_THROTTLE_POINTS of that gateway high enough?`,
      );
    }
  }
  throw new Error(`${ENOUGH} wrong logins have locked nothing`);
}
