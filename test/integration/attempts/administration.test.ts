import { randomUUID } from 'node:crypto';
import { UNTRIED } from '../../../src/attempts/attempt-state';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';
import { attemptNames, keepState } from '../../support/stored-attempts';
import { enterRight, enterWrong, enterWrongTimes, newKey } from './support/attempts';
import { type Gateway, startGateway } from './support/gateway';

const keyPrefix = uniquePrefix();
let database: TestDatabase;
let here: Gateway;
let there: Gateway;

beforeAll(async () => {
  database = await freshDatabase();
  const options = { redisUrl: sharedRedisUrl(), databaseUrl: database.url, settings: { keyPrefix } };
  [here, there] = await Promise.all([startGateway(options), startGateway(options)]);
});

afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await database.drop();
});

describe('a release', () => {
  it('makes a locked credential usable at once on every gateway, with the whole budget', async () => {
    const key = newKey();
    await enterWrongTimes(here, key, 5);
    await here.administration.release(key);
    expect(await enterWrongTimes(there, key, 4)).toEqual(['FAILED', 'FAILED', 'FAILED', 'FAILED']);
    expect((await enterRight(here, key)).kind).toBe('SUCCEEDED');
  });

  it('makes a suspended credential usable at once, and may be repeated', async () => {
    const key = newKey();
    await here.administration.suspend(key);
    expect((await enterRight(there, key)).kind).toBe('SUSPENDED');
    await here.administration.release(key);
    await here.administration.release(key);
    expect((await enterRight(there, key)).kind).toBe('SUCCEEDED');
  });

  it('outlives a stale replica that brings the suspension back', async () => {
    const key = newKey();
    await here.administration.suspend(key);
    const { kept } = attemptNames(keyPrefix, key.hash);
    const stale = (await here.redis.getBuffer(kept)) ?? '';
    await here.administration.release(key);
    await here.redis.set(kept, stale);
    expect((await enterRight(there, key)).kind).toBe('SUSPENDED');
    await there.idle();
    expect((await enterRight(here, key)).kind).toBe('SUCCEEDED');
  });

  it('outlives a stale replica under a hail of attempts, and a later lock is not lifted by it', async () => {
    const key = newKey();
    await enterWrongTimes(here, key, 5);
    await Promise.all([
      here.administration.release(key),
      ...Array.from({ length: 20 }, () => enterRight(there, key)),
    ]);
    await there.idle();
    expect((await enterRight(here, key)).kind).toBe('SUCCEEDED');
    await enterWrongTimes(here, key, 5);
    await here.idle();
    expect((await enterRight(there, key)).kind).toBe('LOCKED_OUT');
  });
});

describe('a suspension by the master', () => {
  it('commits together with what is written alongside, or not at all', async () => {
    const key = newKey();
    const failing = here.administration.suspend(key, () =>
      Promise.reject(new Error('no event, no suspension')),
    );
    await expect(failing).rejects.toMatchObject({ name: 'LedgerUnavailable', store: 'POSTGRES' });
    expect((await enterRight(there, key)).kind).toBe('SUCCEEDED');
  });

  it('tells whether it is a change, so that it is recorded once', async () => {
    const key = newKey();
    const changes: boolean[] = [];
    const note = (_: unknown, changed: boolean): Promise<void> => {
      changes.push(changed);
      return Promise.resolve();
    };
    await here.administration.suspend(key, note);
    await there.administration.suspend(key, note);
    await there.administration.release(key, note);
    await here.administration.release(key, note);
    expect(changes).toEqual([true, false, true, false]);
  });

  it('refuses a right secret that is being verified at that moment', async () => {
    const key = newKey();
    const secret = here.secret(key, async () => {
      await there.administration.suspend(key);
      return true;
    });
    expect((await here.guard.attempt(key, secret, null)).kind).toBe('SUSPENDED');
  });
});

describe('a reset (R5)', () => {
  it('clears a lockout', async () => {
    const key = newKey();
    await enterWrongTimes(here, key, 5);
    await there.administration.clear(key);
    expect((await enterRight(here, key)).kind).toBe('SUCCEEDED');
  });

  it('does not lift a suspension', async () => {
    const key = newKey();
    await here.administration.suspend(key);
    await there.administration.clear(key);
    await forget(key.hash);
    expect((await enterRight(here, key)).kind).toBe('SUSPENDED');
  });

  it('does not lift a suspension that Postgres has missed', async () => {
    const key = newKey();
    const suspended = { ...UNTRIED, lockouts: 3, suspendedAt: Date.now(), unmirrored: true };
    await keepState(here.redis, attemptNames(keyPrefix, key.hash), suspended);
    await there.administration.clear(key);
    await forget(key.hash);
    expect((await enterRight(here, key)).kind).toBe('SUSPENDED');
  });
});

describe('R7', () => {
  it('a success clears the lockouts that Postgres remembers', async () => {
    const key = newKey();
    await enterWrongTimes(here, key, 5);
    await lockEnds(key.hash);
    expect((await enterRight(here, key)).kind).toBe('SUCCEEDED');
    const rows = await here.dataSource.query<unknown[]>(
      `SELECT lockouts, locked_at, cleared_at IS NOT NULL AS cleared FROM attempt_locks WHERE attempt_key = $1`,
      [key.hash],
    );
    expect(rows).toEqual([{ lockouts: 0, locked_at: null, cleared: true }]);
  });

  it('while locked, further entries are not counted and do not move the end', async () => {
    const key = newKey();
    await enterWrongTimes(here, key, 4);
    const locked = await enterWrong(here, key);
    await enterWrongTimes(there, key, 7);
    expect(await enterRight(there, key)).toMatchObject({
      kind: 'LOCKED_OUT',
      lockedUntil: locked.kind === 'LOCKED_OUT' && locked.lockedUntil,
    });
  });

  it('the lock names its user in the history; an unknown login ID is locked without a name', async () => {
    const known = newKey();
    const unknown = newKey();
    const userId = await addUser(known.hash);
    await enterWrongTimes(here, known, 5);
    await enterWrongTimes(here, unknown, 5);
    const subjects = await here.dataSource.query<{ subject: string | null; ip: string }[]>(
      `SELECT subject_user_id AS subject, host(ip) AS ip FROM history_events ORDER BY id DESC LIMIT 2`,
    );
    expect(subjects).toEqual([
      { subject: null, ip: '192.0.2.1' },
      { subject: userId, ip: '192.0.2.1' },
    ]);
  });
});

async function forget(hash: string): Promise<void> {
  await here.redis.del(...Object.values(attemptNames(keyPrefix, hash)));
}

async function lockEnds(hash: string): Promise<void> {
  const [at, until] = [Date.now() - 7_200_000, Date.now() - 3_600_000];
  await keepState(here.redis, attemptNames(keyPrefix, hash), {
    ...UNTRIED,
    lockouts: 1,
    lock: { at, until },
  });
  await here.dataSource.query(
    `UPDATE attempt_locks SET locked_at = $2, locked_until = $3 WHERE attempt_key = $1`,
    [hash, new Date(at), new Date(until)],
  );
}

async function addUser(attemptKey: string): Promise<string> {
  const userId = randomUUID();
  await here.dataSource.query(
    `INSERT INTO users (id, role, login_id, name, email, language, created_at)
     VALUES ($1, 'STAFF', $2, 'Staff', 'staff@example.com', 'ja', now())`,
    [userId, userId],
  );
  await here.dataSource.query(
    `INSERT INTO credentials (id, user_id, kind, secret_hash, pepper_version, must_change, changed_at, attempt_key)
     VALUES ($1, $2, 'LOGIN_PASSWORD', '$argon2id$', 1, false, now(), $3)`,
    [randomUUID(), userId, attemptKey],
  );
  return userId;
}
