import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_ATTEMPT_SETTINGS } from '../../../src/attempts/attempt-settings';
import { UNTRIED } from '../../../src/attempts/attempt-state';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import type { PrivateServer } from '../../support/private-server';
import { privateRedis } from '../../support/redis';
import { attemptNames, keepState } from '../../support/stored-attempts';
import { enterRight, enterWrong, enterWrongTimes, eventsOf, newKey } from './support/attempts';
import { type Gateway, startGateway } from './support/gateway';
import { reconnected } from './support/ledger-redis';

let database: TestDatabase;
let server: PrivateServer;
let gateway: Gateway;

beforeAll(async () => {
  [database, server] = await Promise.all([freshDatabase(), privateRedis()]);
  gateway = await startGateway({ redisUrl: server.url, databaseUrl: database.url });
});

afterAll(async () => {
  await gateway.close();
  await server.remove();
  await database.drop();
});

const LOSSES: [string, () => Promise<unknown>][] = [
  ['flushed', () => gateway.redis.flushall()],
  [
    'killed and started again',
    async () => {
      await server.stop('SIGKILL');
      await server.start();
      await reconnected(gateway.redis);
    },
  ],
  [
    'replaced by an empty one',
    async () => {
      await server.stop('SIGKILL');
      await server.wipeAndStart();
      await reconnected(gateway.redis);
    },
  ],
];

describe.each(LOSSES)('when Redis is %s', (_, loseRedis) => {
  it('a lock stands, to the millisecond', async () => {
    const key = newKey();
    await enterWrongTimes(gateway, key, 5);
    const before = await enterRight(gateway, key);
    await loseRedis();
    const after = await enterRight(gateway, key);
    expect(before).toMatchObject({ kind: 'LOCKED_OUT' });
    expect(after).toMatchObject({
      kind: 'LOCKED_OUT',
      lockedUntil: 'lockedUntil' in before && before.lockedUntil,
    });
  });

  it('a suspension stands', async () => {
    const key = newKey();
    await gateway.administration.suspend(key);
    await loseRedis();
    expect((await enterRight(gateway, key)).kind).toBe('SUSPENDED');
  });

  it('lockouts are still counted: the third suspends', async () => {
    const key = newKey();
    await endedLockouts(key, 2);
    await loseRedis();
    expect(await enterWrongTimes(gateway, key, 5)).toEqual([
      'FAILED',
      'FAILED',
      'FAILED',
      'FAILED',
      'SUSPENDED',
    ]);
    expect((await eventsOf(gateway)).at(-1)).toBe('SUSPENDED TOO_MANY_LOCKOUTS');
  });

  it('lockouts are still counted when gateways crash before they can compare with Postgres', async () => {
    const key = newKey();
    await endedLockouts(key, 2);
    await loseRedis();
    await keepState(gateway.redis, namesOf(key), {
      ...UNTRIED,
      failures: 4,
      permits: new Map([['-crashed', 1]]),
    });
    expect((await enterRight(gateway, key)).kind).toBe('SUSPENDED');
  });

  it('a success that was under way is refused if its credential was suspended meanwhile', async () => {
    const key = newKey();
    const secret = gateway.secret(key, async () => {
      await gateway.administration.suspend(key);
      await loseRedis();
      return true;
    });
    expect((await gateway.guard.attempt(key, secret, null)).kind).toBe('SUSPENDED');
  });
});

describe('while Redis is away', () => {
  it('every attempt is refused, to be retried, and unverified; afterwards it works without a restart', async () => {
    const key = newKey();
    await server.stop('SIGKILL');
    const verify = jest.fn(() => Promise.resolve(true));
    const refused = gateway.guard.attempt(key, gateway.secret(key, verify), null);
    await expect(refused).rejects.toMatchObject({ name: 'LedgerUnavailable', store: 'REDIS' });
    expect(verify).not.toHaveBeenCalled();
    await server.start();
    await reconnected(gateway.redis);
    expect((await enterRight(gateway, key)).kind).toBe('SUCCEEDED');
  });

  it('a right secret verified just then is not charged, once Redis is back', async () => {
    const key = newKey();
    await enterWrongTimes(gateway, key, 3);
    const secret = gateway.secret(key, async () => {
      await server.stop();
      return true;
    });
    await expect(gateway.guard.attempt(key, secret, null)).rejects.toMatchObject({ store: 'REDIS' });
    await server.start();
    await reconnected(gateway.redis);
    await gateway.idle();
    expect(await enterWrongTimes(gateway, key, 4)).toEqual(['FAILED', 'FAILED', 'FAILED', 'FAILED']);
    expect((await enterWrong(gateway, key)).kind).toBe('LOCKED_OUT');
  });
});

describe('while Redis is frozen', () => {
  it('nobody is charged for what it was asked meanwhile, however many there are', async () => {
    const leaseMs = 3_000;
    const frozen = await startGateway({
      redisUrl: server.url,
      databaseUrl: database.url,
      settings: { leaseMs, verificationMs: 500 },
    });
    const key = newKey();
    process.kill(server.pid, 'SIGSTOP');
    const flood = Array.from({ length: 1_200 }, () => enterRight(frozen, newKey()));
    const own = Array.from({ length: 5 }, () => enterRight(frozen, key));
    const answers = await Promise.allSettled([...flood, ...own]);
    process.kill(server.pid, 'SIGCONT');
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
    await reconnected(frozen.redis);
    await frozen.idle();
    await sleep(leaseMs);
    expect((await enterRight(frozen, key)).kind).toBe('SUCCEEDED');
    await frozen.close();
  });
});

const namesOf = ({ hash }: { hash: string }) => attemptNames(DEFAULT_ATTEMPT_SETTINGS.keyPrefix, hash);

/** As if the locks had fallen hours ago: their time is not waited out but moved, in both stores. */
async function endedLockouts(key: ReturnType<typeof newKey>, count: number): Promise<void> {
  for (let lockout = 0; lockout < count; lockout += 1) {
    await enterWrongTimes(gateway, key, 5);
    const hoursAgo = (count - lockout) * 7_200_000;
    const [at, until] = [Date.now() - hoursAgo, Date.now() - hoursAgo + 3_600_000];
    await keepState(gateway.redis, namesOf(key), { ...UNTRIED, lockouts: lockout + 1, lock: { at, until } });
    await gateway.dataSource.query(
      `UPDATE attempt_locks SET locked_at = $2, locked_until = $3 WHERE attempt_key = $1`,
      [key.hash, new Date(at), new Date(until)],
    );
  }
}
