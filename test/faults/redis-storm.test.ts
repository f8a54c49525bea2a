import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import type { PrivateServer } from '../support/private-server';
import { privateRedis } from '../support/redis';
import { historyOf, tally, wrongLogins } from '../e2e/support/entries';
import { idOf, MISHIMA, ODAWARA } from '../e2e/support/people';
import { eventually } from '../support/eventually';
import { backWithinMs, tellFigure } from './support/figures';
import { lockRecordOf, rememberLockouts, standingsOf } from './support/ledger';
import {
  guesser,
  kindsFor,
  logIn,
  rightUsers,
  startStorm,
  untilBack,
  type Caller,
  type Storm,
} from './support/storm';

const N = 5;
/** Each caller so often at once, so that right logins contend too. */
const LANES = 3;

interface Loss {
  readonly how: string;
  /** Begins the login IDs that are guessed at. */
  readonly name: string;
  /** How often counters are lost. */
  readonly losses: number;
  strike(redis: PrivateServer, storm: Storm): Promise<void>;
}

const LOSSES: readonly Loss[] = [
  {
    how: 'flushed three times',
    name: 'flush',
    losses: 3,
    strike: async ({ url }, storm) => {
      const admin = new Redis(url);
      for (let flush = 0; flush < 3; flush += 1) {
        await admin.flushall();
        await more(storm);
      }
      admin.disconnect();
    },
  },
  {
    how: 'killed and started again',
    name: 'kill',
    losses: 1,
    strike: async (redis) => {
      await redis.stop('SIGKILL');
      await sleep(500);
      await redis.start();
    },
  },
  {
    how: 'killed and replaced by an empty one',
    name: 'empty',
    losses: 1,
    strike: async (redis) => {
      await redis.stop('SIGKILL');
      await redis.wipeAndStart();
    },
  },
  {
    how: 'frozen for three seconds',
    name: 'freeze',
    losses: 0,
    strike: async ({ pid }) => {
      process.kill(pid, 'SIGSTOP');
      await sleep(3_000);
      process.kill(pid, 'SIGCONT');
    },
  },
];

describe('F4 › Redis fails in a storm of guesses and right logins on two gateways', () => {
  let redis: PrivateServer;
  let gateway: TestGateway;
  let gateways: readonly TestGateway[];
  let users: readonly Caller[];
  let lockedUntil: unknown;
  beforeAll(async () => {
    redis = await privateRedis();
    gateway = await startGateway({
      REDIS_URL: redis.url,
      HASHING_DEADLINE_MS: '1000',
      DATABASE_TIMEOUT_MS: '500',
      ATTEMPT_LEASE_MS: '3000',
    });
    gateways = [gateway, await startGatewayBeside(gateway)];
    users = await rightUsers(gateway);
    lockedUntil = (await wrongLogins(gateway, MISHIMA.loginId, N)).at(-1)?.['lockedUntil'];
    expect(lockedUntil).toEqual(expect.any(String));
  });
  afterAll(async () => {
    for (const each of [...gateways].reverse()) await each.close();
    await redis.remove();
  });

  it.each(LOSSES)(
    '$how: no lock is shortened, none forgotten, nobody logs in wrongly or pays',
    async (loss) => {
      const guessed = [1, 2, 3].map((nth) => `${loss.name}${nth}`);
      const thirdTime = `${loss.name}0`;
      await rememberLockouts(gateway, thirdTime, 2);
      const storm = startStorm(
        gateways,
        [...users, MISHIMA, ...guessed.map(guesser), guesser(thirdTime)],
        LANES,
      );
      await more(storm);
      await loss.strike(redis, storm);
      const backAfterMs = await untilBack(gateways, users);
      await more(storm);
      await storm.stop();
      const { entries } = storm;
      tellFigure(`Redis ${loss.how} in a storm of ${entries.length} logins: back after ${backAfterMs} ms`);
      expect(backAfterMs).toBeLessThan(backWithinMs());

      // Nothing but these answers, and each fault of ours says when to come again.
      expect(new Set(entries.map(({ kind }) => kind)).has('LOST')).toBe(false);
      for (const { kind, retryAfterSeconds } of entries) {
        expect([
          'LoggedIn',
          'InvalidCredentials',
          'LockedOut',
          'Suspended',
          'Busy',
          'SERVICE_UNAVAILABLE',
        ]).toContain(kind);
        if (kind === 'SERVICE_UNAVAILABLE') expect(retryAfterSeconds).toBe(2);
      }
      expect(entries.filter(({ right, kind }) => !right && kind === 'LoggedIn')).toEqual([]);

      // The lock that stood stands, to the millisecond, for the right password too.
      const locked = entries.filter(({ loginId }) => loginId === MISHIMA.loginId);
      expect(new Set(kindsFor(entries, MISHIMA.loginId))).not.toContain('LoggedIn');
      for (const each of locked) if (each.kind === 'LockedOut') expect(each.lockedUntil).toBe(lockedUntil);
      expect((await lockRecordOf(gateway, MISHIMA.loginId))?.lockouts).toBe(1);

      // Two lockouts stay two: the next one suspends.
      const third = kindsFor(entries, thirdTime);
      expect(third).toContain('Suspended');
      expect(third).not.toContain('LockedOut');

      // Each loss of the counters forgets N-1 failures at most, and then the lock stands.
      for (const loginId of [...guessed, thirdTime]) {
        const told = tally(kindsFor(entries, loginId))['InvalidCredentials'] ?? 0;
        expect(told).toBeLessThanOrEqual((N - 1) * (loss.losses + 1));
      }
      for (const loginId of guessed) {
        expect((await logIn(gateway, guesser(loginId))).kind).toBe('LockedOut');
        expect((await lockRecordOf(gateway, loginId))?.locked_until).not.toBeNull();
      }

      // Who is right is never told of a lock, nor charged for what Redis did.
      for (const { loginId } of users) {
        const kinds = tally(kindsFor(entries, loginId));
        expect(kinds).toEqual(expect.objectContaining({ LoggedIn: expect.any(Number) }));
        expect(kinds).not.toHaveProperty('LockedOut');
        expect(kinds).not.toHaveProperty('Suspended');
      }
      await eventually(async () => {
        const standings = await standingsOf(
          gateway,
          users.map(({ loginId }) => loginId),
        );
        return [...standings.values()].every(({ failures, permits }) => failures === 0 && permits.size === 0);
      });
      expect(await historyOf(gateway, await idOf(gateway, ODAWARA))).not.toContain(
        'LOCKED_OUT TOO_MANY_FAILURES',
      );
    },
  );
});

/** Waits until the storm has gone on for as many answers as bring everybody his turn. */
async function more(storm: Storm): Promise<void> {
  const enough = storm.entries.length + 2 * storm.lanes;
  await eventually(() => storm.entries.length >= enough);
}
