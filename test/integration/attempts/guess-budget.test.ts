import { freshDatabase, type TestDatabase } from '../../support/postgres';
import { sharedRedisUrl, uniquePrefix } from '../../support/redis';
import type { TypeScriptChild } from '../../support/typescript-child';
import { enterRight, eventsOf, newKey } from './support/attempts';
import { type Gateway, startGateway } from './support/gateway';
import { startGateways, storm } from './support/gateways';

let database: TestDatabase;
let gateways: TypeScriptChild[];
let bystander: Gateway;

beforeAll(async () => {
  database = await freshDatabase();
  const options = {
    redisUrl: sharedRedisUrl(),
    databaseUrl: database.url,
    settings: { keyPrefix: uniquePrefix(), maxWaiters: 400, waitMs: 20_000 },
  };
  gateways = await startGateways(3, options);
  bystander = await startGateway(options);
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.end()));
  await bystander.close();
  await database.drop();
});

describe('the guess budget, over three gateway processes', () => {
  it('of a thousand parallel wrong guesses exactly five are verified, then even the right secret is refused', async () => {
    const key = newKey();
    const report = await storm(gateways, { key, attempts: 334, right: false, verifyForMs: 20 });
    expect(report.verified).toBe(5);
    expect(report.outcomes).toEqual({ FAILED: 4, LOCKED_OUT: 998 });
    expect((await enterRight(bystander, key)).kind).toBe('LOCKED_OUT');
    expect(await eventsOf(bystander)).toEqual(['LOCKED_OUT TOO_MANY_FAILURES']);
  });

  it('of a thousand parallel right guesses that come once the budget is spent none is verified', async () => {
    const key = newKey();
    await storm(gateways.slice(0, 1), { key, attempts: 5, right: false, verifyForMs: 1 });
    const report = await storm(gateways, { key, attempts: 334, right: true, verifyForMs: 1 });
    expect(report).toEqual({ verified: 0, outcomes: { LOCKED_OUT: 1_002 } });
  });

  it('fifty concurrent right entries all succeed', async () => {
    const key = newKey();
    const report = await storm(gateways.slice(0, 2), { key, attempts: 25, right: true, verifyForMs: 50 });
    expect(report).toEqual({ verified: 50, outcomes: { SUCCEEDED: 50 } });
  });

  it('fifty concurrent right entries all succeed with four failures on the counter', async () => {
    const key = newKey();
    await storm(gateways.slice(0, 1), { key, attempts: 4, right: false, verifyForMs: 1 });
    const report = await storm(gateways.slice(0, 2), { key, attempts: 25, right: true, verifyForMs: 50 });
    expect(report.outcomes).toEqual({ SUCCEEDED: 50 });
  });
});
