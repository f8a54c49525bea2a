import { startGateway, startGatewayBeside, type TestGateway } from '../../support/gateway';
import type { GatewayAnswer } from '../../support/gateway-client';
import { historyOf, WRONG } from '../support/entries';
import { loggedIn, MASTER } from '../support/people';
import { form, unknownAccount } from '../registration-stage';

const THROTTLE = { LOGIN_THROTTLE_POINTS: '3', LOGIN_THROTTLE_SECONDS: '600', FAILURES_PER_LOCKOUT: '30' };

const tryFrom = (gateway: TestGateway, forwardedFor?: string): Promise<GatewayAnswer> =>
  gateway
    .client({
      'accept-language': 'en',
      ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
    })
    .runRaw('login', { input: { loginId: 'nobody77', loginPassword: WRONG } });

describe('the throttle by address', () => {
  let gateway: TestGateway;
  afterEach(() => gateway.close());

  it('refuses with 429 what exceeds the rate, before anything is verified, and says when to come back', async () => {
    gateway = await startGateway(THROTTLE);
    const answers = [];
    for (let login = 0; login < 4; login += 1) answers.push(await tryFrom(gateway));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get('ratelimit-policy'))).toEqual(
      Array(4).fill('"requests";q=1000000;w=60, "login";q=3;w=600'),
    );
    expect(
      answers.map(({ headers }) => /"login";r=(\d+);t=\d+$/.exec(headers.get('ratelimit') ?? '')?.[1]),
    ).toEqual(['2', '1', '0', '0']);
    expect(answers.map(({ headers }) => headers.has('retry-after'))).toEqual([false, false, false, true]);
    const refused = answers.at(-1);
    const seconds = refused?.errors[0]?.extensions.retryAfterSeconds;
    expect(refused?.errors).toMatchObject([{ extensions: { code: 'THROTTLED' } }]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(600);
    expect(refused?.headers.get('retry-after')).toBe(String(seconds));
    expect(await historyOf(gateway)).toEqual(Array(3).fill('LOGIN_FAILED'));
  });

  it('is one for all that strangers can try secrets with: none is a way around another', async () => {
    gateway = await startGateway({ ...THROTTLE, LOGIN_THROTTLE_POINTS: '4' });
    const asStranger = {
      'answer-security-question': { challengeToken: 'x'.repeat(43), answer: 'x' },
      'open-registration': unknownAccount(),
      'register-master-user': form('x'.repeat(64)),
      login: { loginId: 'nobody77', loginPassword: WRONG },
    };
    for (const expected of [200, 429]) {
      for (const [operation, input] of Object.entries(asStranger)) {
        const { status } = await gateway.client().runRaw(operation, { input });
        expect([operation, status]).toEqual([operation, expected]);
      }
    }
  });

  it('counts for all gateways together', async () => {
    gateway = await startGateway(THROTTLE);
    const beside = await startGatewayBeside(gateway);
    for (let login = 0; login < 3; login += 1) await tryFrom(gateway);
    expect((await tryFrom(beside)).status).toBe(429);
    await beside.close();
  });

  it('leaves other operations alone', async () => {
    gateway = await startGateway(THROTTLE);
    const master = await loggedIn(gateway, MASTER);
    for (let login = 0; login < 4; login += 1) await tryFrom(gateway);
    const answer = await master.runRaw('users');
    expect(answer.errors).toEqual([]);
    expect(answer.headers.get('ratelimit')).not.toContain('login');
  });

  it('behind a trusted proxy other addresses are unaffected, an IPv6 /64 counting as one', async () => {
    gateway = await startGateway({ ...THROTTLE, TRUST_PROXY: '1' });
    for (let login = 0; login < 4; login += 1) await tryFrom(gateway, '192.0.2.1');
    expect((await tryFrom(gateway, '192.0.2.1')).status).toBe(429);
    expect((await tryFrom(gateway, '192.0.2.2')).status).toBe(200);
    for (let login = 0; login < 3; login += 1) await tryFrom(gateway, `2001:db8::${login}`);
    expect((await tryFrom(gateway, '2001:db8::ffff:1')).status).toBe(429);
    expect((await tryFrom(gateway, '2001:db8:0:1::1')).status).toBe(200);
  });

  it('behind a trusted proxy what the client itself forwards is not believed', async () => {
    gateway = await startGateway({ ...THROTTLE, TRUST_PROXY: '1' });
    const statuses = [];
    for (let login = 0; login < 4; login += 1) {
      statuses.push((await tryFrom(gateway, `198.51.100.${login}, 192.0.2.1`)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('without a trusted proxy X-Forwarded-For is no way out, nor into the history', async () => {
    gateway = await startGateway(THROTTLE);
    const statuses = [];
    for (let login = 0; login < 4; login += 1)
      statuses.push((await tryFrom(gateway, `192.0.2.${login}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(
      await gateway.query(
        `SELECT DISTINCT host(ip) AS ip FROM history_events WHERE type NOT LIKE 'RECEIPT_KEY_%'`,
      ),
    ).toEqual([{ ip: '127.0.0.1' }]);
  });
});
