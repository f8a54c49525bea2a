import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { kindsOf, tally, wrongLogins } from '../e2e/support/entries';
import { idOf, knownDevice, loggedIn, MASTER, MISHIMA, NUMAZU, ODAWARA } from '../e2e/support/people';
import { eventually } from '../support/eventually';
import { backWithinMs, tellFigure } from './support/figures';
import { lockRecordOf, rememberLockouts } from './support/ledger';
import { startRedisPair, type RedisPair } from './support/redis-pair';
import { guesser, kindsFor, logIn, startStorm, untilBack } from './support/storm';

const N = 5;

describe('F4 › failover to a replica that missed the last writes, in a storm', () => {
  let redis: RedisPair;
  let gateway: TestGateway;
  let beside: TestGateway;
  beforeAll(async () => {
    redis = await startRedisPair();
    gateway = await startGateway({ REDIS_URL: redis.url });
    beside = await startGatewayBeside(gateway);
  });
  afterAll(async () => {
    await beside.close();
    await gateway.close();
    await redis.remove();
  });

  const confirmed = async (
    master: GatewayClient,
    operation: string,
    who: { readonly loginId: string },
  ): Promise<string> => {
    const userId = await idOf(gateway, who);
    const { confirmationPassword } = MASTER;
    const { __typename } = await master.run(operation, { input: { userId, confirmationPassword } });
    return __typename;
  };

  it('locks, counts of lockouts, suspensions and releases are those of Postgres, and only failures are older', async () => {
    const user = { ...NUMAZU, device: await knownDevice(gateway, NUMAZU) };
    const master = await loggedIn(gateway, MASTER);
    const suspended = await loggedIn(gateway, ODAWARA);
    await wrongLogins(gateway, 'stale-budget', N - 2);
    await rememberLockouts(gateway, 'stale-third', 2);
    expect(await confirmed(master, 'suspend-user', MISHIMA)).toBe('UserSuspended');

    await redis.part();
    const locked = await wrongLogins(gateway, 'stale-locked', N);
    expect(kindsOf(await wrongLogins(gateway, 'stale-third', N)).at(-1)).toBe('Suspended');
    expect(await confirmed(master, 'suspend-user', ODAWARA)).toBe('UserSuspended');
    expect(await confirmed(master, 'release-suspension', MISHIMA)).toBe('SuspensionReleased');
    await wrongLogins(gateway, 'stale-budget', 1);

    const guesses = ['stale-locked', 'stale-third', ODAWARA.loginId].map(guesser);
    const storm = startStorm([gateway, beside], [...guesses, user, ODAWARA], 2);
    await eventually(() => storm.entries.length > 20);
    await redis.failOver();
    const backAfterMs = await untilBack([gateway, beside], [user]);
    const after = storm.entries.length;
    await eventually(() => storm.entries.length > after + 40);
    await storm.stop();
    const { entries } = storm;
    tellFigure(
      `Redis failed over to a stale replica in a storm of ${entries.length} logins: back after ${backAfterMs} ms`,
    );
    expect(backAfterMs).toBeLessThan(backWithinMs());

    const lockedUntil = locked.at(-1)?.['lockedUntil'];
    const untils = entries.filter(({ loginId, kind }) => loginId === 'stale-locked' && kind === 'LockedOut');
    expect(new Set(untils.map((entry) => entry.lockedUntil))).toEqual(new Set([lockedUntil]));
    const refused = (loginId: string, kind: string): void => {
      const kinds = new Set(kindsFor(entries, loginId).filter((each) => each !== 'SERVICE_UNAVAILABLE'));
      expect(kinds).toEqual(new Set([kind]));
    };
    refused('stale-locked', 'LockedOut');
    refused('stale-third', 'Suspended');
    refused(ODAWARA.loginId, 'Suspended');
    expect(await lockRecordOf(gateway, 'stale-locked')).toMatchObject({ lockouts: 1 });

    // The session that the suspension ended is in the replica; its user may not act all the same.
    expect((await suspended.runRaw('viewer')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    // The release that the replica missed is found out by the first attempt it refuses.
    await eventually(async () => (await logIn(gateway, MISHIMA)).kind !== 'Suspended');
    await loggedIn(gateway, MISHIMA);

    // Of four failures the replica had heard of three.
    expect(kindsOf(await wrongLogins(gateway, 'stale-budget', 2))).toEqual([
      'InvalidCredentials',
      'LockedOut',
    ]);
    expect(tally(kindsFor(entries, NUMAZU.loginId))).not.toHaveProperty('LockedOut');
    expect(entries.filter(({ kind }) => kind === 'LOST')).toEqual([]);
  });
});
