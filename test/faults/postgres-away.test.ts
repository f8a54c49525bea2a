import { Client } from 'pg';
import { startGateway, type TestGateway } from '../support/gateway';
import { privateMigratedPostgres } from '../support/postgres';
import type { PrivateServer } from '../support/private-server';
import { kindsOf, tally, WRONG, wrongLogins } from '../e2e/support/entries';
import { knownDevice, loggedIn, MASTER, MISHIMA, ODAWARA } from '../e2e/support/people';
import { eventually, readiness } from '../support/eventually';

describe('Postgres is away', () => {
  let postgres: PrivateServer;
  let gateway: TestGateway;
  beforeAll(async () => {
    postgres = await privateMigratedPostgres();
    gateway = await startGateway({ DATABASE_URL: postgres.url, FAILURES_PER_LOCKOUT: '3' });
  });
  afterAll(async () => {
    await gateway.close();
    await postgres.remove();
  });

  it.each(['SIGINT', 'SIGKILL'] as const)(
    'stopped by %s: refused as retryable, no attempt counted; afterwards all goes on',
    async (signal) => {
      const master = await loggedIn(gateway, MASTER);
      await wrongLogins(gateway, MISHIMA.loginId, 2);

      await postgres.stop(signal);
      const answers = [await master.runRaw('viewer')];
      for (let entry = 0; entry < 5; entry += 1) {
        const input = { loginId: MISHIMA.loginId, loginPassword: entry < 4 ? WRONG : MISHIMA.loginPassword };
        answers.push(await gateway.client().runRaw('login', { input }));
      }
      for (const { errors, text } of answers) {
        expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 2 } }]);
        expect(text).not.toMatch(/ECONN|postgres|connection|stack/i);
      }
      expect(await readiness(gateway)).toEqual([
        503,
        { status: 'down', checks: { postgres: 'down', redis: 'up' } },
      ]);
      expect((await fetch(`${gateway.url}/livez`)).status).toBe(200);

      await postgres.start();
      await eventually(async () => (await readiness(gateway))[0] === 200);
      // Two failures of three stand: none was added, none was forgotten.
      await loggedIn(gateway, MISHIMA);
      expect(kindsOf(await wrongLogins(gateway, MISHIMA.loginId, 2))).toEqual(
        Array(2).fill('InvalidCredentials'),
      );
      await loggedIn(gateway, MISHIMA);
    },
  );

  it('connections cut in a storm of right logins lock nobody out', async () => {
    const { loginId, loginPassword } = ODAWARA;
    const input = { loginId, loginPassword, deviceToken: await knownDevice(gateway, ODAWARA) };
    const storm = Promise.all(Array.from({ length: 40 }, () => gateway.client().runRaw('login', { input })));
    const admin = new Client({ connectionString: postgres.url });
    await admin.connect();
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
    await admin.end();
    const kinds = (await storm).map(
      ({ data, errors }) =>
        errors[0]?.extensions.code ?? (data?.['login'] as { __typename: string }).__typename,
    );
    const { LoggedIn = 0, SERVICE_UNAVAILABLE = 0, Busy = 0 } = tally(kinds);
    expect(LoggedIn + SERVICE_UNAVAILABLE + Busy).toBe(40);
    await eventually(async () => (await readiness(gateway))[0] === 200);
    await loggedIn(gateway, ODAWARA);
  });
});
