import { startGateway, type TestGateway } from '../support/gateway';
import type { PrivateServer } from '../support/private-server';
import { privateRedis } from '../support/redis';
import { historyOf, kindsOf, wrongLogins, WRONG } from '../e2e/support/entries';
import { loggedIn, MASTER, MISHIMA, ODAWARA } from '../e2e/support/people';
import { eventually, readiness } from '../support/eventually';

describe('Redis is away', () => {
  let redis: PrivateServer;
  let gateway: TestGateway;
  beforeAll(async () => {
    redis = await privateRedis();
    gateway = await startGateway({ REDIS_URL: redis.url, FAILURES_PER_LOCKOUT: '3' });
  });
  afterAll(async () => {
    await gateway.close();
    await redis.remove();
  });

  it('nobody is let in, the answer is retryable, nothing is verified; afterwards all goes on', async () => {
    const master = await loggedIn(gateway, MASTER);
    await wrongLogins(gateway, MISHIMA.loginId, 3);
    const recorded = await historyOf(gateway);
    expect(await readiness(gateway)).toEqual([
      200,
      { status: 'up', checks: { postgres: 'up', redis: 'up' } },
    ]);

    await redis.stop('SIGKILL');
    const answers = await Promise.all([
      gateway
        .client()
        .runRaw('login', { input: { loginId: ODAWARA.loginId, loginPassword: ODAWARA.loginPassword } }),
      gateway.client().runRaw('login', { input: { loginId: ODAWARA.loginId, loginPassword: WRONG } }),
      master.runRaw('viewer'),
      master.runRaw('users'),
    ]);
    for (const { errors, data, text } of answers) {
      expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 2 } }]);
      expect(Object.values(data ?? {})).not.toContainEqual(
        expect.objectContaining({ __typename: 'LoggedIn' }),
      );
      expect(text).not.toMatch(/ECONN|redis|stack/i);
    }
    expect(await readiness(gateway)).toEqual([
      503,
      { status: 'down', checks: { postgres: 'up', redis: 'down' } },
    ]);
    expect((await fetch(`${gateway.url}/livez`)).status).toBe(200);
    expect(await historyOf(gateway)).toEqual(recorded);

    await redis.start();
    await eventually(async () => (await readiness(gateway))[0] === 200);
    await loggedIn(gateway, ODAWARA);
    expect((await gateway.client().login(MISHIMA.loginId, MISHIMA.loginPassword)).__typename).toBe(
      'LockedOut',
    );
  });

  it('comes back empty: locks are remembered', async () => {
    await redis.wipeAndStart();
    await eventually(async () => (await readiness(gateway))[0] === 200);
    expect(kindsOf(await wrongLogins(gateway, MISHIMA.loginId, 1))).toEqual(['LockedOut']);
    await loggedIn(gateway, ODAWARA);
  });
});
