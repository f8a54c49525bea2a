import type { AttemptKey } from '../../../src/attempts/attempt-key';
import { PostgresEndedLocks } from '../../../src/attempts/postgres-ended-locks';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';
import { enterRight, enterWrongTimes, eventsOf, newKey } from '../attempts/support/attempts';
import { startGateway, type Gateway } from '../attempts/support/gateway';

/** Long enough that a slow machine does nothing after it by mistake, short enough to be waited for. */
const LOCKOUT_MS = 1_500;
/** After every lock of these tests, whatever clock is asked. */
const AFTERWARDS = (): Date => new Date(Date.now() + 3_600_000);

let database: TestDatabase;
let gateway: Gateway;
let sweeps: readonly PostgresEndedLocks[];

beforeEach(async () => {
  database = await freshDatabase();
  gateway = await startGateway({
    redisUrl: sharedRedisUrl(),
    databaseUrl: database.url,
    policy: { lockoutMs: LOCKOUT_MS },
    settings: { keyPrefix: uniquePrefix() },
  });
  const { dataSource } = gateway;
  sweeps = [1, 2, 3].map(() => new PostgresEndedLocks(dataSource, new PostgresHistory(dataSource)));
});
afterEach(async () => {
  await gateway.close();
  await database.drop();
});

async function sweep(now: Date): Promise<void> {
  await Promise.all(sweeps.map((each) => each.record(now)));
}

async function lockOut(key: AttemptKey): Promise<void> {
  await enterWrongTimes(gateway, key, 5);
}

async function untilUnlocked(key: AttemptKey): Promise<void> {
  for (;;) {
    const [row] = await gateway.dataSource.query<{ over: boolean }[]>(
      `SELECT locked_until + interval '50 milliseconds' < clock_timestamp() AS over FROM attempt_locks WHERE attempt_key = $1`,
      [key.hash],
    );
    if (row?.over !== false) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe('R11: the automatic unlock is recorded', () => {
  it('once, as of the end of the lock, though many gateways look and nobody tries again', async () => {
    const key = newKey();
    await lockOut(key);
    await sweep(AFTERWARDS());
    await sweep(AFTERWARDS());
    expect(await eventsOf(gateway)).toEqual(['LOCKED_OUT TOO_MANY_FAILURES', 'AUTO_UNLOCKED null']);
    const [row] = await gateway.dataSource.query<unknown[]>(
      `SELECT e.occurred_at = l.locked_until AS exact, e.credential_kind AS kind
         FROM history_events e, attempt_locks l WHERE e.type = 'AUTO_UNLOCKED'`,
    );
    expect(row).toEqual({ exact: true, kind: 'LOGIN_PASSWORD' });
  });

  it('not before the end', async () => {
    await lockOut(newKey());
    await sweep(new Date());
    expect(await eventsOf(gateway)).toEqual(['LOCKED_OUT TOO_MANY_FAILURES']);
  });

  it('by the success that is the first to meet it, and not again afterwards', async () => {
    const key = newKey();
    await lockOut(key);
    await untilUnlocked(key);
    expect((await enterRight(gateway, key)).kind).toBe('SUCCEEDED');
    await gateway.idle();
    await sweep(AFTERWARDS());
    expect(await eventsOf(gateway)).toEqual(['LOCKED_OUT TOO_MANY_FAILURES', 'AUTO_UNLOCKED null']);
  });

  it('once though the sweep had it before the success', async () => {
    const key = newKey();
    await lockOut(key);
    await untilUnlocked(key);
    await sweep(AFTERWARDS());
    expect((await enterRight(gateway, key)).kind).toBe('SUCCEEDED');
    await gateway.idle();
    expect(await eventsOf(gateway)).toEqual(['LOCKED_OUT TOO_MANY_FAILURES', 'AUTO_UNLOCKED null']);
  });

  it('for each lockout, before the next one or the suspension that it leads to', async () => {
    const key = newKey();
    for (let lockouts = 1; lockouts <= 3; lockouts += 1) {
      await lockOut(key);
      await untilUnlocked(key);
    }
    await sweep(AFTERWARDS());
    expect(await eventsOf(gateway)).toEqual([
      'LOCKED_OUT TOO_MANY_FAILURES',
      'AUTO_UNLOCKED null',
      'LOCKED_OUT TOO_MANY_FAILURES',
      'AUTO_UNLOCKED null',
      'SUSPENDED TOO_MANY_LOCKOUTS',
    ]);
  });

  it('not for a lock that was lifted or suspended before its end', async () => {
    const [released, cleared, suspended] = [newKey(), newKey(), newKey()];
    for (const key of [released, cleared, suspended]) await lockOut(key);
    await gateway.administration.release(released);
    await gateway.administration.clear(cleared);
    await gateway.administration.suspend(suspended);
    await sweep(AFTERWARDS());
    expect(await eventsOf(gateway)).not.toContain('AUTO_UNLOCKED null');
  });

  it('for a lock that ended before somebody released it', async () => {
    const key = newKey();
    await lockOut(key);
    await untilUnlocked(key);
    await gateway.administration.release(key);
    await sweep(AFTERWARDS());
    expect(await eventsOf(gateway)).toEqual(['LOCKED_OUT TOO_MANY_FAILURES', 'AUTO_UNLOCKED null']);
  });
});
