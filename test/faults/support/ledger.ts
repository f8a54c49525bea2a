import { attemptKeyDeriver, type AttemptKey } from '../../../src/attempts/attempt-key';
import type { AttemptState } from '../../../src/attempts/attempt-state';
import type { TestGateway } from '../../support/gateway';
import { attemptNames, stateOf } from '../../support/stored-attempts';
import { onRedisOf } from '../../e2e/support/redis-keys';

/** The counter of a login ID, known or not. */
function loginKey({ env }: Pick<TestGateway, 'env'>, loginId: string): AttemptKey {
  const secret = Buffer.from(env['ATTEMPT_KEY_SECRET'] ?? '', 'base64');
  return attemptKeyDeriver(secret)('LOGIN_PASSWORD', loginId);
}

/** How the ledger holds that login IDs stand, by login ID. */
export async function standingsOf(
  gateway: Pick<TestGateway, 'env'>,
  loginIds: readonly string[],
): Promise<Map<string, AttemptState>> {
  const prefix = `${gateway.env['REDIS_PREFIX'] ?? ''}a`;
  return onRedisOf(gateway, async (redis) => {
    const states = loginIds.map(async (loginId) => {
      const { kept } = attemptNames(prefix, loginKey(gateway, loginId).hash);
      return [loginId, stateOf(await redis.getBuffer(kept), null)] as const;
    });
    return new Map(await Promise.all(states));
  });
}

/** What Postgres remembers of a login ID's locks. */
export async function lockRecordOf(
  gateway: TestGateway,
  loginId: string,
): Promise<{ readonly lockouts: number; readonly locked_until: Date | null } | undefined> {
  const [record] = await gateway.query<{ lockouts: number; locked_until: Date | null }>(
    'SELECT lockouts, locked_until FROM attempt_locks WHERE attempt_key = $1',
    [loginKey(gateway, loginId).hash],
  );
  return record;
}

/** Leaves on record that a login ID was locked out so often, the last time an hour ago, and is free to try again. */
export async function rememberLockouts(
  gateway: TestGateway,
  loginId: string,
  lockouts: number,
): Promise<void> {
  await gateway.query(
    `INSERT INTO attempt_locks (attempt_key, credential_kind, lockouts, locked_at, locked_until)
     VALUES ($1, 'LOGIN_PASSWORD', $2, now() - interval '2 hours', now() - interval '1 hour')`,
    [loginKey(gateway, loginId).hash, lockouts],
  );
}
