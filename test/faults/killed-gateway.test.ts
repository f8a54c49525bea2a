import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway, type TestGateway } from '../support/gateway';
import type { UnionResult } from '../support/gateway-client';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process';
import { stateOf } from '../support/stored-attempts';
import { FIRST_LOGIN, historyOf, kindsOf, tally, WRONG, wrongLogins } from '../e2e/support/entries';
import { onRedisOf } from '../e2e/support/redis-keys';
import { idOf, knownDevice, loggedIn, ODAWARA } from '../e2e/support/people';

const LEASE_MS = 3_000;

/** Slow enough that a kill finds attempts under way; the lease is as short as these settings allow. */
const SLOW_HASHING = {
  ARGON2_MEMORY_KIB: '65536',
  ARGON2_TIME: '4',
  HASHING_CONCURRENCY: '1',
  HASHING_DEADLINE_MS: '1000',
  DATABASE_TIMEOUT_MS: '500',
  ATTEMPT_LEASE_MS: String(LEASE_MS),
};

describe('F6 › a gateway killed in a storm of logins', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  const doomedGateway = (): Promise<GatewayProcess> =>
    startGatewayProcess({ ...gateway.env, ...SLOW_HASHING });

  /** What the ledger holds of all credentials: failures counted, and permits taken but not settled. */
  const ledger = (): Promise<{ failures: number; inFlight: number }> =>
    onRedisOf(gateway, async (redis, keys) => {
      const counters = keys.filter((key) => /a\{[\w-]{22}\}$/.test(key));
      const kept = await Promise.all(counters.map((key) => redis.getBuffer(key)));
      const states = kept.map((each) => stateOf(each, null));
      return {
        failures: states.reduce((sum, { failures }) => sum + failures, 0),
        inFlight: states.reduce((sum, { permits }) => sum + permits.size, 0),
      };
    });

  it('gave no guess for free: what it had under way is counted after the lease, and nothing is stuck', async () => {
    const doomed = await doomedGateway();
    const storm = Promise.allSettled(
      Array.from({ length: 30 }, () => doomed.client().login('nobody77', WRONG)),
    );
    while ((await ledger()).inFlight === 0) await sleep(5);
    await doomed.kill('SIGKILL');
    await storm;
    const { failures, inFlight } = await ledger();
    expect(inFlight).toBeGreaterThan(0);
    expect(failures + inFlight).toBeLessThanOrEqual(5);
    await sleep(LEASE_MS + 100);

    const left = kindsOf(await wrongLogins(gateway, 'nobody77', Math.max(1, 5 - failures - inFlight)));
    expect(left.pop()).toBe('LockedOut');
    expect(new Set(left)).toEqual(new Set(left.length > 0 ? ['InvalidCredentials'] : []));
    expect((await historyOf(gateway)).filter((event) => event.startsWith('LOCKED_OUT'))).toHaveLength(1);
    expect((await ledger()).inFlight).toBe(0);
  });

  it('hurt nobody but its own callers: the next gateway logs a user in after the lease', async () => {
    const doomed = await doomedGateway();
    const { loginId, loginPassword } = ODAWARA;
    const storm = Promise.allSettled(
      Array.from({ length: 4 }, () => doomed.client().login(loginId, loginPassword)),
    );
    while ((await ledger()).inFlight === 0) await sleep(5);
    await doomed.kill('SIGKILL');
    await storm;
    await sleep(LEASE_MS + 100);
    await loggedIn(gateway, ODAWARA);
    expect((await ledger()).inFlight).toBe(0);
  });
});

describe('F6 › a gateway asked to stop (SIGTERM) in a storm of logins', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it('answers every request under way, leaves no permit open and ends with exit code 0', async () => {
    const leaving = await startGatewayProcess(gateway.env);
    const { loginId, loginPassword } = ODAWARA;
    const device = await knownDevice(gateway, ODAWARA);
    // One request a login: the device is known, so that no question comes between.
    const login = (): Promise<UnionResult> => {
      const client = leaving.client();
      client.useDevice(device);
      return client.loginOnly(loginId, loginPassword);
    };
    const first = login();
    const storm = Array.from({ length: 60 }, login);
    await first;
    const stopped = leaving.kill('SIGTERM');
    const results = await Promise.allSettled(storm);
    expect(await stopped).toBe(0);
    const answered = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value.__typename] : []));
    expect(tally(answered)).toEqual({ LoggedIn: answered.length });
    // Connections that the server had not accepted yet may be refused; those it had begun to serve are answered.
    for (const each of results) {
      if (each.status === 'rejected')
        expect(String((each.reason as Error).cause)).toMatch(/ECONNREFUSED|ECONNRESET/);
    }
    expect(answered.length).toBeGreaterThan(0);
    expect(leaving.output()).toMatch(/"msg":"stopped"/);
    expect(await historyOf(gateway, await idOf(gateway, ODAWARA))).toEqual([
      ...FIRST_LOGIN,
      ...Array<string>(answered.length + 1).fill('LOGIN_SUCCEEDED'),
    ]);
    await expect(login()).rejects.toThrow();
    await loggedIn(gateway, ODAWARA);
  });
});
