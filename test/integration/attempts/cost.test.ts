import { freshDatabase, type TestDatabase } from '../../support/postgres';
import type { PrivateServer } from '../../support/private-server';
import { privateRedis } from '../../support/redis';
import { enterRight, enterWrongTimes, newKey } from './support/attempts';
import { type Gateway, startGateway } from './support/gateway';

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

/** Calls that arrived from clients; those that scripts make are not sent by anyone. */
async function roundTrips(during: () => Promise<unknown>): Promise<number> {
  await gateway.redis.config('RESETSTAT');
  await during();
  const stats = await gateway.redis.info('commandstats');
  const calls = [...stats.matchAll(/^cmdstat_(?:evalsha|eval):calls=(\d+)/gm)];
  return calls.reduce((sum, [, count]) => sum + Number(count), 0);
}

describe('what an attempt costs', () => {
  it('a success takes two round trips to Redis (B7)', async () => {
    await enterRight(gateway, newKey());
    expect(await roundTrips(() => enterRight(gateway, newKey()))).toBe(2);
  });

  it('a refusal takes one round trip to Redis, writes nothing there and does not wait for Postgres', async () => {
    const key = newKey();
    await enterWrongTimes(gateway, key, 5);
    const read = jest.fn(() => Promise.reject(new Error('read')));
    const verify = jest.fn(() => Promise.resolve(true));
    expect(await roundTrips(() => gateway.guard.attempt(key, { read, verify }, null))).toBe(1);
    expect(await gateway.redis.info('commandstats')).not.toMatch(/cmdstat_(set|del|pexpire):/);
    expect(read).not.toHaveBeenCalled();
    expect(verify).not.toHaveBeenCalled();
  });
});
