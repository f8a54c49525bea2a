import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { FIRST_LOGIN, historyOf, wrongLogins } from './support/entries';
import { onRedisOf } from './support/redis-keys';
import { idOf, loggedIn, MASTER, MISHIMA, NUMAZU, ODAWARA } from './support/people';

const alive = async (client: GatewayClient): Promise<boolean> => {
  const { errors } = await client.runRaw('viewer');
  if (errors.length > 0) expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  return errors.length === 0;
};

describe('R9 › sessions', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await startGateway({ FAILURES_PER_LOCKOUT: '2', LOCKOUTS_PER_SUSPENSION: '1' });
  });
  afterEach(() => gateway.close());

  const release = async (userId: string): Promise<void> => {
    const master = await loggedIn(gateway, MASTER);
    const input = { userId, confirmationPassword: MASTER.confirmationPassword };
    expect((await master.run('release-suspension', { input })).__typename).toBe('SuspensionReleased');
  };

  it('the token is opaque, of 256 random bits, rotated at each login and stored hashed only', async () => {
    const logins = [
      await gateway.client().login(ODAWARA.loginId, ODAWARA.loginPassword),
      await gateway.client().login(ODAWARA.loginId, ODAWARA.loginPassword),
    ];
    const tokens = logins.map(({ sessionToken }) => String(sessionToken));
    const secrets = tokens.map((token) => Buffer.from(token, 'base64url').subarray(16));
    expect(secrets.map(({ length }) => length)).toEqual([32, 32]);
    expect(secrets[0]).not.toEqual(secrets[1]);
    const stored = await onRedisOf(gateway, async (redis, keys) => {
      const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
      const texts = await Promise.all(
        keys
          .filter((key) => key.startsWith(`${String(gateway.env['REDIS_PREFIX'])}s:`))
          .map((key) => redis.hgetall(key)),
      );
      return { bytes: Buffer.concat(dumps), text: JSON.stringify([keys, texts]) };
    });
    expect(stored.text).toContain(await idOf(gateway, ODAWARA));
    tokens.forEach((token, nth) => {
      const secret = secrets[nth] ?? Buffer.alloc(0);
      for (const form of [token, secret.toString('base64url'), secret.toString('hex')]) {
        expect(stored.text).not.toContain(form);
        expect(stored.bytes.includes(form)).toBe(false);
      }
      expect(stored.bytes.includes(secret)).toBe(false);
    });
  });

  it('a new login ends the old session, on another gateway too', async () => {
    const beside = await startGatewayBeside(gateway);
    const old = await loggedIn(gateway, ODAWARA);
    const fresh = await loggedIn(beside, ODAWARA);
    expect([await alive(old), await alive(fresh)]).toEqual([false, true]);
    await beside.close();
  });

  it('logout ends the session', async () => {
    const client = await loggedIn(gateway, ODAWARA);
    expect(await client.run('logout')).toEqual({ ok: true });
    expect(await alive(client)).toBe(false);
    expect((await client.runRaw('logout')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(await historyOf(gateway, await idOf(gateway, ODAWARA))).toEqual([...FIRST_LOGIN, 'LOGGED_OUT']);
  });

  it('suspension by the master ends the sessions, and release does not bring them back', async () => {
    const client = await loggedIn(gateway, MISHIMA);
    const master = await loggedIn(gateway, MASTER);
    const userId = await idOf(gateway, MISHIMA);
    await master.run('suspend-user', {
      input: { userId, confirmationPassword: MASTER.confirmationPassword },
    });
    expect(await alive(client)).toBe(false);
    await release(userId);
    expect(await alive(client)).toBe(false);
  });

  it('suspension by lockouts ends the sessions, and release does not bring them back', async () => {
    const client = await loggedIn(gateway, NUMAZU);
    expect((await wrongLogins(gateway, NUMAZU.loginId, 2)).at(-1)?.__typename).toBe('Suspended');
    expect(await alive(client)).toBe(false);
    await release(await idOf(gateway, NUMAZU));
    expect(await alive(client)).toBe(false);
    await loggedIn(gateway, NUMAZU);
  });

  it('a session that a login begins just as its user is suspended gives no rights', async () => {
    const client = await loggedIn(gateway, NUMAZU);
    // The suspension is on record, but it has not reached the sessions yet: the state that such a race leaves.
    await gateway.query(
      `INSERT INTO attempt_locks SELECT attempt_key, 0, NULL, NULL, now(), NULL
         FROM credentials WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD'`,
      [await idOf(gateway, NUMAZU)],
    );
    expect(await alive(client)).toBe(false);
  });

  it('a session of a user who is gone gives no rights', async () => {
    const client = await loggedIn(gateway, NUMAZU);
    await gateway.query('DELETE FROM users WHERE id = $1', [await idOf(gateway, NUMAZU)]);
    expect(await alive(client)).toBe(false);
  });

  it('a malformed, foreign or tampered token is simply no session', async () => {
    const { sessionToken } = await gateway.client().login(ODAWARA.loginId, ODAWARA.loginPassword);
    const token = Buffer.from(String(sessionToken), 'base64url');
    const others = Buffer.from((await idOf(gateway, MASTER)).replaceAll('-', ''), 'hex');
    const tampered = [
      'nonsense',
      'x'.repeat(64),
      String(sessionToken).slice(0, -1),
      `${String(sessionToken)}A`,
      Buffer.concat([others, token.subarray(16)]).toString('base64url'),
      Buffer.concat([token.subarray(0, 47), Buffer.from([(token[47] ?? 0) ^ 1])]).toString('base64url'),
    ];
    for (const text of tampered) {
      const client = gateway.client();
      client.useBearer(text);
      expect(await alive(client)).toBe(false);
    }
    const client = gateway.client();
    client.useBearer(String(sessionToken));
    expect(await alive(client)).toBe(true);
  });
});

describe('R9 › SESSION_SINGLE=false', () => {
  it('a new login leaves the old session alone; suspension ends both', async () => {
    const gateway = await startGateway({ SESSION_SINGLE: 'off' });
    try {
      const both = [await loggedIn(gateway, ODAWARA), await loggedIn(gateway, ODAWARA)] as const;
      expect([await alive(both[0]), await alive(both[1])]).toEqual([true, true]);
      const master = await loggedIn(gateway, MASTER);
      const userId = await idOf(gateway, ODAWARA);
      await master.run('suspend-user', {
        input: { userId, confirmationPassword: MASTER.confirmationPassword },
      });
      expect([await alive(both[0]), await alive(both[1])]).toEqual([false, false]);
    } finally {
      await gateway.close();
    }
  });
});
