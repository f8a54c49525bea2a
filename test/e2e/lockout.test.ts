import { startGateway, type TestGateway } from '../support/gateway';
import { historyOf, kindsOf, lockEnd, wrongLogins } from './support/entries';
import { idOf, loggedIn, MASTER, MISHIMA, NUMAZU, ODAWARA } from './support/people';

describe('R7 › lockout', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it('failures one to four get one and the same generic refusal; the fifth locks for one hour', async () => {
    const before = Date.now();
    const [first, ...others] = await wrongLogins(gateway, MISHIMA.loginId, 5);
    const fifth = others.pop();
    expect(first).toEqual({
      __typename: 'InvalidCredentials',
      message: expect.stringMatching(/not right/) as string,
    });
    for (const other of others) expect(other).toEqual(first);
    expect(fifth).toMatchObject({ __typename: 'LockedOut', retryAfterSeconds: 3600 });
    const lockedForMs = Date.parse(fifth?.['lockedUntil'] as string) - before;
    expect(lockedForMs).toBeGreaterThanOrEqual(3_600_000 - 1_000);
    expect(lockedForMs).toBeLessThan(3_660_000);
  });

  it('while locked even the right password is refused, is not counted and does not move the end', async () => {
    const locked = (await wrongLogins(gateway, NUMAZU.loginId, 5)).at(-1);
    const user = await idOf(gateway, NUMAZU);
    const recorded = await historyOf(gateway, user);
    const lockBefore = await gateway.query('SELECT lockouts, locked_until FROM attempt_locks');
    const right = await gateway.client().login(NUMAZU.loginId, NUMAZU.loginPassword);
    const wrong = await wrongLogins(gateway, NUMAZU.loginId, 6);
    for (const result of [right, ...wrong]) {
      expect(result).toMatchObject({ __typename: 'LockedOut', lockedUntil: locked?.['lockedUntil'] });
    }
    expect(await historyOf(gateway, user)).toEqual(recorded);
    expect(recorded).toEqual([...Array<string>(4).fill('LOGIN_FAILED'), 'LOCKED_OUT TOO_MANY_FAILURES']);
    expect(await gateway.query('SELECT lockouts, locked_until FROM attempt_locks')).toEqual(lockBefore);
  });

  it('a success clears the failures', async () => {
    const rounds = [await wrongLogins(gateway, ODAWARA.loginId, 4)];
    await loggedIn(gateway, ODAWARA);
    rounds.push(await wrongLogins(gateway, ODAWARA.loginId, 4));
    expect(new Set(kindsOf(rounds.flat()))).toEqual(new Set(['InvalidCredentials']));
    await loggedIn(gateway, ODAWARA);
  });

  it('login IDs are case-sensitive: entries under another spelling are another counter’s', async () => {
    const other = MASTER.loginId.toUpperCase();
    expect(kindsOf(await wrongLogins(gateway, other, 5)).at(-1)).toBe('LockedOut');
    expect((await gateway.client().login(other, MASTER.loginPassword)).__typename).toBe('LockedOut');
    await loggedIn(gateway, MASTER);
  });
});

describe('R7 › after a lockout', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ LOCKOUT_SECONDS: '1', FAILURES_PER_LOCKOUT: '3' });
  });
  afterAll(() => gateway.close());

  it('the right password works again', async () => {
    await lockEnd((await wrongLogins(gateway, ODAWARA.loginId, 3)).at(-1));
    await loggedIn(gateway, ODAWARA);
  });

  it('failures are 0 and the lockout count is kept: the third lockout in a row suspends at once, for good', async () => {
    for (let lockout = 0; lockout < 2; lockout += 1) {
      const entries = await wrongLogins(gateway, MISHIMA.loginId, 3);
      expect(kindsOf(entries)).toEqual(['InvalidCredentials', 'InvalidCredentials', 'LockedOut']);
      await lockEnd(entries.at(-1));
    }
    expect(kindsOf(await wrongLogins(gateway, MISHIMA.loginId, 3))).toEqual([
      'InvalidCredentials',
      'InvalidCredentials',
      'Suspended',
    ]);
    const suspended = await gateway.client().login(MISHIMA.loginId, MISHIMA.loginPassword);
    expect(suspended).toMatchObject({
      __typename: 'Suspended',
      guidance: expect.stringMatching(/master user/) as string,
    });
    expect(
      (await historyOf(gateway, await idOf(gateway, MISHIMA))).filter((event) => !event.startsWith('LOGIN')),
    ).toEqual([
      'LOCKED_OUT TOO_MANY_FAILURES',
      'AUTO_UNLOCKED',
      'LOCKED_OUT TOO_MANY_FAILURES',
      'AUTO_UNLOCKED',
      'SUSPENDED TOO_MANY_LOCKOUTS',
    ]);
  });

  it('a success clears the lockout count: two further lockouts do not suspend', async () => {
    await lockEnd((await wrongLogins(gateway, NUMAZU.loginId, 3)).at(-1));
    await loggedIn(gateway, NUMAZU);
    for (let lockout = 0; lockout < 2; lockout += 1) {
      await lockEnd((await wrongLogins(gateway, NUMAZU.loginId, 3)).at(-1));
    }
    await loggedIn(gateway, NUMAZU);
  });
});
