import { privateMigratedPostgres } from '../../support/postgres';
import type { PrivateServer } from '../../support/private-server';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';
import { enterRight, enterWrong, enterWrongTimes, eventsOf, newKey } from './support/attempts';
import { type Gateway, startGateway } from './support/gateway';

let postgres: PrivateServer;
let gateway: Gateway;

beforeAll(async () => {
  postgres = await privateMigratedPostgres();
  gateway = await startGateway({
    redisUrl: sharedRedisUrl(),
    databaseUrl: postgres.url,
    settings: { keyPrefix: uniquePrefix() },
  });
});

afterAll(async () => {
  await gateway.close();
  await postgres.remove();
});

describe('a fault of the system costs the user nothing', () => {
  it('when the secret cannot be read or verified', async () => {
    const key = newKey();
    await enterWrongTimes(gateway, key, 4);
    const overloaded = gateway.secret(key, () => Promise.reject(new Error('overloaded')));
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await expect(gateway.guard.attempt(key, overloaded, null)).rejects.toThrow('overloaded');
    }
    expect((await enterRight(gateway, key)).kind).toBe('SUCCEEDED');
  });

  it('when reading takes so long that the lease might not outlast the verification', async () => {
    const key = newKey();
    const hasty = await startGateway({
      redisUrl: sharedRedisUrl(),
      databaseUrl: postgres.url,
      settings: { keyPrefix: uniquePrefix(), leaseMs: 5_000, verificationMs: 5_000 },
    });
    const verify = jest.fn(() => Promise.resolve(true));
    const outcome = await hasty.guard.attempt(key, hasty.secret(key, verify), null);
    await hasty.close();
    expect(outcome).toEqual({ kind: 'BUSY', retryAfterSeconds: 1 });
    expect(verify).not.toHaveBeenCalled();
  });

  it('when Postgres is down', async () => {
    const key = newKey();
    await enterWrongTimes(gateway, key, 4);
    await postgres.stop('SIGKILL');
    for (let attempt = 0; attempt < 3; attempt += 1) await expect(enterWrong(gateway, key)).rejects.toThrow();
    await postgres.start();
    expect((await enterRight(gateway, key)).kind).toBe('SUCCEEDED');
  });
});

describe('a lock that falls while Postgres is down', () => {
  it('stands at once, and is recorded once, by whoever meets it next', async () => {
    const key = newKey();
    await enterWrongTimes(gateway, key, 4);
    const before = await eventsOf(gateway);
    const fifth = gateway.secret(key, async () => {
      await postgres.stop('SIGKILL');
      return false;
    });
    const unavailable = { name: 'LedgerUnavailable', store: 'POSTGRES' };
    await expect(gateway.guard.attempt(key, fifth, null)).rejects.toMatchObject(unavailable);
    await expect(enterRight(gateway, key)).rejects.toMatchObject(unavailable);
    await postgres.start();
    const kinds = await Promise.all(
      Array.from({ length: 8 }, async () => (await enterRight(gateway, key)).kind),
    );
    expect(new Set(kinds)).toEqual(new Set(['LOCKED_OUT']));
    await gateway.idle();
    expect(await eventsOf(gateway)).toEqual([...before, 'LOCKED_OUT TOO_MANY_FAILURES']);
  });
});
