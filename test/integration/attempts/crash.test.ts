import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';
import { attemptNames, stateOf } from '../../support/stored-attempts';
import { enterRight, enterWrong, newKey } from './support/attempts';
import { type Gateway, type GatewayOptions, startGateway } from './support/gateway';
import { startGateways } from './support/gateways';

const LEASE_MS = 1_500;

let database: TestDatabase;
let options: GatewayOptions;
let survivor: Gateway;

beforeAll(async () => {
  database = await freshDatabase();
  options = {
    redisUrl: sharedRedisUrl(),
    databaseUrl: database.url,
    settings: { keyPrefix: uniquePrefix(), leaseMs: LEASE_MS, verificationMs: 500 },
  };
  survivor = await startGateway(options);
});

afterAll(async () => {
  await survivor.close();
  await database.drop();
});

describe('a gateway killed while it verifies', () => {
  it('has used up its permits: five crashes lock', async () => {
    const key = newKey();
    const [doomed] = await startGateways(1, options);
    if (doomed === undefined) throw new Error('no gateway');
    const verifying = doomed.nextMessage();
    doomed.send({ key, attempts: 5, right: true, verifyForMs: null });
    await verifying;
    await fivePermitsInFlight(key.hash);
    await doomed.end('SIGKILL');
    expect((await enterRight(survivor, key)).kind).toBe('LOCKED_OUT');
  });

  it('leaves nothing stuck: what it left open counts as failures, and the rest of the budget is there', async () => {
    const key = newKey();
    const [doomed] = await startGateways(1, options);
    if (doomed === undefined) throw new Error('no gateway');
    const verifying = doomed.nextMessage();
    doomed.send({ key, attempts: 2, right: true, verifyForMs: null });
    await verifying;
    await doomed.end('SIGKILL');
    await sleep(LEASE_MS);
    expect((await enterWrong(survivor, key)).kind).toBe('FAILED');
    expect((await enterWrong(survivor, key)).kind).toBe('FAILED');
    expect((await enterWrong(survivor, key)).kind).toBe('LOCKED_OUT');
  });
});

/** `nextMessage` tells of the first verification; this waits for the other four. */
async function fivePermitsInFlight(hash: string): Promise<void> {
  const { kept } = attemptNames(options.settings?.keyPrefix ?? '', hash);
  for (let tries = 0; tries < 100; tries += 1) {
    const { permits } = stateOf(await survivor.redis.getBuffer(kept), null);
    if (permits.size === 5) return;
    await sleep(10);
  }
  throw new Error('five attempts were started, but not five are in flight');
}
