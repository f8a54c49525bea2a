import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Throttle } from '../../../src/gateway/throttle/throttle';
import { throttlePolicies } from '../../../src/gateway/throttle/throttle-policy';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';

const ROUND_TRIP_MS = 300;
const quota = { points: 2, seconds: 60 };
const policies = throttlePolicies({
  requests: quota,
  login: quota,
  registration: quota,
  session: quota,
  changes: quota,
});
const CALLER = { network: '192.0.2.1/32', session: 'a-session' };

/** A way to Redis on which every answer takes long. */
async function farRedis(): Promise<Server> {
  const { hostname, port } = new URL(sharedRedisUrl());
  const server = createServer((client) => {
    const redis = connect(Number(port), hostname);
    client.on('data', (bytes) => redis.write(bytes));
    redis.on('data', (bytes) => setTimeout(() => client.write(bytes), ROUND_TRIP_MS));
    for (const socket of [client, redis]) socket.on('error', () => undefined);
    client.on('close', () => redis.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('the throttle', () => {
  let far: Server;
  let redis: Redis;
  let throttle: Throttle;
  beforeEach(async () => {
    far = await farRedis();
    const url = new URL(sharedRedisUrl());
    url.host = `127.0.0.1:${String((far.address() as AddressInfo).port)}`;
    redis = new Redis(url.href);
    throttle = new Throttle(policies, {
      redis,
      prefix: uniquePrefix(),
      now: () => performance.now(),
      observe: () => undefined,
    });
    // What is sent once a connection: the scripts themselves.
    await throttle.take(policies, { network: '192.0.2.2/32', session: 'another' });
  });
  afterEach(() => {
    redis.disconnect();
    far.close();
  });

  it('B7 › a request waits for one round trip, however many policies it falls under', async () => {
    const began = performance.now();
    const states = await throttle.take(policies, CALLER);
    expect(states).toHaveLength(policies.length);
    const waitedMs = performance.now() - began;
    expect(waitedMs).toBeGreaterThanOrEqual(ROUND_TRIP_MS - 1);
    expect(waitedMs).toBeLessThan(2 * ROUND_TRIP_MS);
  });

  it('a caller over the limit is refused without a round trip', async () => {
    for (let time = 0; time < 3; time += 1) await throttle.take(policies, CALLER);
    const began = performance.now();
    const states = await throttle.take(policies, CALLER);
    expect(performance.now() - began).toBeLessThan(ROUND_TRIP_MS);
    expect(states.map(({ allowed }) => allowed)).toEqual(policies.map(() => false));
    expect(throttle.knownRefusal(['login'], CALLER)?.policy.name).toBe('login');
    expect(throttle.knownRefusal(['login'], { ...CALLER, network: '192.0.2.9/32' })).toBeNull();
  });

  it('a window ends after its time, and with it what was counted', async () => {
    const short = policies.map((policy) => ({ ...policy, seconds: 1 }));
    const brief = new Throttle(short, {
      redis,
      prefix: uniquePrefix(),
      now: () => performance.now(),
      observe: () => undefined,
    });
    const remaining = async (): Promise<readonly number[]> =>
      (await brief.take(short, CALLER)).map((state) => state.remaining);
    expect(await remaining()).toEqual([1, 1, 1, 1, 1]);
    const [state] = await brief.take(short, CALLER);
    expect(state).toMatchObject({ remaining: 0, resetSeconds: 1, allowed: true });
    await sleep(1_100);
    expect(await remaining()).toEqual([1, 1, 1, 1, 1]);
    const [long] = await throttle.take(policies, CALLER);
    expect(long?.resetSeconds).toBe(quota.seconds);
  });

  it('without a session nothing is counted by session', async () => {
    const states = await throttle.take(policies, { ...CALLER, session: null });
    expect(states.map(({ policy }) => policy.name)).toEqual(['requests', 'login', 'registration']);
  });
});
