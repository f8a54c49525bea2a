import { Argon2Threads } from '../../../src/credentials/hashing/argon2-threads';
import { findFreePort } from '../../../src/platform/embedded/free-port';
import { eventually } from '../../support/eventually';
import { startGateway, startGatewayBeside, type TestGateway } from '../../support/gateway';
import { scrape } from '../../support/scrape';
import { historyOf, kindsOf, tally, WRONG } from '../support/entries';
import { holdNextCall } from '../support/held-call';
import { loggedIn, ODAWARA } from '../support/people';

describe('a flood of guesses at as many login IDs', () => {
  let roomy: TestGateway;
  let gateway: TestGateway;
  beforeEach(async () => {
    // The demo users do not fit into so narrow a gateway: one hash at a time, made slow, and one place in the queue.
    roomy = await startGateway();
    gateway = await startGatewayBeside(roomy, undefined, {
      HASHING_CONCURRENCY: '1',
      HASHING_QUEUE_LENGTH: '1',
      ARGON2_MEMORY_KIB: '32768',
      ARGON2_TIME: '10',
      ADMIN_PORT: String(await findFreePort()),
    });
  });
  afterEach(async () => {
    await gateway.close();
    await roomy.close();
  });

  /** How many wait for a place to hash. */
  const inLine = async (): Promise<number> => {
    const { samples } = await scrape(gateway.adminUrl);
    const lanes = samples.filter(({ name }) => name === 'sekisho_hashing_waiting');
    return lanes.reduce((sum, { value }) => sum + value, 0);
  };

  it('is told to come back, its attempts not counted; what was verified is', async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, nth) => gateway.client().login(`flood${nth}`, WRONG)),
    );
    const counts = tally(kindsOf(results));
    const busy = results.filter(({ __typename }) => __typename === 'Busy');
    expect(busy.length).toBeGreaterThan(0);
    for (const { retryAfterSeconds, message } of busy) {
      expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
      expect(message).toMatch(/not counted/);
    }
    expect(await historyOf(gateway)).toEqual(Array(counts['InvalidCredentials']).fill('LOGIN_FAILED'));
    expect((counts['InvalidCredentials'] ?? 0) + busy.length).toBe(40);
  });

  it('costs a user no attempt: however often busy, then in', async () => {
    const noise = Array.from({ length: 20 }, (_, nth) => gateway.client().login(`flood${nth}`, WRONG));
    const own = await Promise.all(
      Array.from({ length: 20 }, () => gateway.client().login(ODAWARA.loginId, ODAWARA.loginPassword)),
    );
    await Promise.all(noise);
    for (const kind of kindsOf(own)) expect(['Busy', 'LoggedIn']).toContain(kind);
    expect(kindsOf(own)).toContain('Busy');
    await loggedIn(gateway, ODAWARA);
  });

  it('a client that goes away while it waits is charged nothing, and its place is taken by the next', async () => {
    const hashing = holdNextCall(Argon2Threads, 'verify');
    const running = gateway.client().login('flood1', WRONG);
    await hashing.reached;
    const goneAway = new AbortController();
    const waiting = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `mutation { login(input: { loginId: "${ODAWARA.loginId}", loginPassword: "${WRONG}", delivery: BEARER }) { __typename } }`,
      }),
      signal: goneAway.signal,
    });
    await eventually(async () => (await inLine()) === 1);
    expect((await gateway.client().login('flood2', WRONG)).__typename).toBe('Busy');
    goneAway.abort();
    await expect(waiting).rejects.toThrow();
    await eventually(async () => (await inLine()) === 0);
    const next = gateway.client().login('flood3', WRONG);
    await eventually(async () => (await inLine()) === 1);
    hashing.release();
    expect(kindsOf(await Promise.all([running, next]))).toEqual(['InvalidCredentials', 'InvalidCredentials']);
    expect(await historyOf(gateway)).toEqual(['LOGIN_FAILED', 'LOGIN_FAILED']);
  });
});
