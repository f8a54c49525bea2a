import type { DataSource } from 'typeorm';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import { StartupProblem } from '../platform/embedded/startup-problem';

/**
 * Refuses a database that was filled under another ATTEMPT_KEY_SECRET (R7). Each credential keeps the name of its counter
 * there: under another secret its entries would be counted by one name, but shown, suspended and released by another, and
 * two gateways with two secrets would grant the guess budget twice. One login tells, since all are named by one secret.
 * @throws StartupProblem
 */
export async function expectOwnAttemptKeys(
  dataSource: Pick<DataSource, 'query'>,
  deriveAttemptKey: DeriveAttemptKey,
): Promise<void> {
  const [known] = await dataSource.query<{ readonly loginId: string; readonly hash: string }[]>(
    `SELECT u.login_id AS "loginId", c.attempt_key AS hash
       FROM credentials c JOIN users u ON u.id = c.user_id WHERE c.kind = 'LOGIN_PASSWORD' LIMIT 1`,
  );
  if (known === undefined || deriveAttemptKey('LOGIN_PASSWORD', known.loginId).hash === known.hash) return;
  throw new StartupProblem(
    'The database was filled under another ATTEMPT_KEY_SECRET: give that one, or stop every gateway and run `npm run renew-attempt-keys`.',
  );
}
