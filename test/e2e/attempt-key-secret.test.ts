import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { DEMO_ORGANIZATION } from '../../src/demo/demo-accounts';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import type { UnionResult } from '../support/gateway-client';
import { forkTypeScript } from '../support/typescript-child';
import { historyOf, WRONG, wrongLogins } from './support/entries';
import { idOf, loggedIn, MASTER, MISHIMA, NUMAZU, ODAWARA } from './support/people';
import { WRONG_PIN } from './support/pins';

const COMMAND = join(__dirname, '..', '..', 'src', 'renew-attempt-keys.ts');
const newSecret = (): string => randomBytes(32).toString('base64');

describe('R7: one ATTEMPT_KEY_SECRET for all that is counted', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await startGateway({ HISTORY_KEY: newSecret() });
  });
  afterEach(() => gateway.close());

  async function renew(secret: string): Promise<{ readonly code: number; readonly output: string }> {
    const env: NodeJS.ProcessEnv = { ...gateway.env, ATTEMPT_KEY_SECRET: secret };
    const given = Object.entries(env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const child = forkTypeScript(COMMAND, { env: Object.fromEntries(given) });
    const [code] = (await once(child.process, 'close')) as [number];
    return { code, output: child.output() };
  }

  const startWith = (secret: string): Promise<TestGateway> =>
    startGatewayBeside(gateway, undefined, { ATTEMPT_KEY_SECRET: secret });

  function openWithWrongPin({ client }: TestGateway): Promise<UnionResult> {
    const { branchCode, accountType, accountNumber } = DEMO_ORGANIZATION;
    const input = { branchCode, accountType, accountNumber, inquiryPin: WRONG_PIN };
    return client().run('open-registration', { input });
  }

  it('a gateway with another one does not start: it would count guesses anew, and suspend by names that bind nobody', async () => {
    const another = newSecret();
    const refusal = await startWith(another).catch((fault: unknown) => fault as Error);
    expect(refusal).toMatchObject({
      name: 'StartupProblem',
      message: expect.stringContaining('another ATTEMPT_KEY_SECRET') as string,
    });
    const shown = `${(refusal as Error).message} ${String((refusal as Error).stack)}`;
    for (const secret of [another, String(gateway.env['ATTEMPT_KEY_SECRET']), MASTER.loginId])
      expect(shown).not.toContain(secret);
  });

  it('when it is replaced, locks and suspensions follow their credentials, and are shown, recorded and released as ever', async () => {
    const master = await loggedIn(gateway, MASTER);
    const { confirmationPassword } = MASTER;
    const userId = await idOf(gateway, MISHIMA);
    await master.run('suspend-user', { input: { userId, confirmationPassword } });
    const lock = (await wrongLogins(gateway, NUMAZU.loginId, 5)).at(-1);
    const pinLock = [];
    for (let guess = 0; guess < 5; guess += 1) pinLock.push(await openWithWrongPin(gateway));

    const secret = newSecret();
    const { code, output } = await renew(secret);
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/^Named the counters of \d\d credentials anew\.\n$/),
    ]);
    await expect(startGatewayBeside(gateway)).rejects.toThrow('another ATTEMPT_KEY_SECRET');
    expect(await renew(secret)).toEqual({ code: 0, output: 'Named the counters of 0 credentials anew.\n' });

    const beside = await startWith(secret);
    try {
      const login = async ({ loginId, loginPassword }: typeof MISHIMA): Promise<UnionResult> =>
        beside.client().login(loginId, loginPassword);
      expect((await login(MISHIMA)).__typename).toBe('Suspended');
      expect(await login(NUMAZU)).toMatchObject({
        __typename: 'LockedOut',
        lockedUntil: lock?.['lockedUntil'],
      });
      expect(await openWithWrongPin(beside)).toMatchObject({
        __typename: 'LockedOut',
        lockedUntil: pinLock.at(-1)?.['lockedUntil'],
      });
      const again = await loggedIn(beside, MASTER);
      expect(
        (await again.run('release-suspension', { input: { userId, confirmationPassword } })).__typename,
      ).toBe('SuspensionReleased');
      expect((await login(MISHIMA)).__typename).toBe('LoggedIn');
      for (let guess = 0; guess < 5; guess += 1) await beside.client().login(ODAWARA.loginId, WRONG);
      const odawara = await idOf(gateway, ODAWARA);
      expect((await historyOf(gateway, odawara)).at(-1)).toBe('LOCKED_OUT TOO_MANY_FAILURES');
      expect((await again.run('user', { id: odawara }))['credentials']).toContainEqual(
        expect.objectContaining({ kind: 'LOGIN_PASSWORD', status: 'LOCKED_OUT' }),
      );
    } finally {
      await beside.close();
    }
  });

  it('an earlier one can come back: the lock that a login ID left behind before it was somebody’s is not in the way', async () => {
    const loginId = 'kogane01';
    expect((await wrongLogins(gateway, loginId, 5)).at(-1)?.__typename).toBe('LockedOut');
    const secret = newSecret();
    await renew(secret);
    await gateway.query('UPDATE users SET login_id = $1 WHERE login_id = $2', [loginId, NUMAZU.loginId]);
    await renew(secret);
    const beside = await startWith(secret);
    const lock = (await wrongLogins(beside, loginId, 5)).at(-1);
    await beside.close();

    const earlier = String(gateway.env['ATTEMPT_KEY_SECRET']);
    expect(await renew(earlier)).toMatchObject({ code: 0 });
    const kept = await gateway.query<{ until: Date }>(
      `SELECT locked_until AS until FROM attempt_locks JOIN credentials USING (attempt_key)
         JOIN users ON users.id = user_id WHERE login_id = $1`,
      [loginId],
    );
    expect(kept.map(({ until }) => until.toISOString())).toEqual([lock?.['lockedUntil']]);
    await (await startWith(earlier)).close();
  });
});
