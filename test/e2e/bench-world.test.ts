import { setTimeout as sleep } from 'node:timers/promises';
import { countStrangers, growHistory, type GrowingWorld } from '../../bench/stage/grow-world';
import { loadConfig } from '../../src/config/load-config';
import { startGateway, type TestGateway } from '../support/gateway';
import { kindsOf, wrongLogins } from './support/entries';
import { onRedisOf } from './support/redis-keys';

/** More than one statement appends. */
const EVENTS = 20_050;
const STRANGERS = 60;

describe('a world that grows for the bench', () => {
  let gateway: TestGateway;
  let world: GrowingWorld;
  const told: string[] = [];

  beforeAll(async () => {
    gateway = await startGateway();
    const { DATABASE_URL: databaseUrl = '', REDIS_URL: redisUrl = '' } = gateway.env;
    world = {
      config: loadConfig(gateway.env),
      databaseUrl,
      redisUrl,
      onProgress: (step, done, of) => told.push(`${step} ${done} of ${of}`),
    };
  });
  afterAll(() => gateway.close());

  async function numbers(sql: string): Promise<readonly number[]> {
    return (await gateway.query<{ number: number }>(sql)).map(({ number }) => number);
  }

  /** How many credentials the ledger keeps something of. */
  function counters(): Promise<number> {
    const { keyPrefix } = world.config.attempts.ledger;
    return onRedisOf(gateway, (_redis, keys) =>
      Promise.resolve(keys.filter((key) => key.startsWith(keyPrefix) && key.endsWith('}')).length),
    );
  }

  it('has so many logins in its history, of every user as many as of any other, one after the other', async () => {
    await growHistory(world, EVENTS);
    const logins = `history_events WHERE type = 'LOGIN_SUCCEEDED'`;
    expect(await numbers(`SELECT count(*)::int AS number FROM ${logins}`)).toEqual([EVENTS]);
    const shares = await numbers(
      `SELECT count(e.id)::int AS number FROM users u LEFT JOIN history_events e ON e.subject_user_id = u.id
        AND e.type = 'LOGIN_SUCCEEDED' AND e.organization_id IS NOT DISTINCT FROM u.organization_id GROUP BY u.id`,
    );
    expect(shares.length).toBeGreaterThan(1);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    expect(
      await numbers(
        `SELECT count(*)::int AS number FROM history_events one JOIN history_events next ON next.id = one.id + 1
          WHERE next.occurred_at <= one.occurred_at AND one.type = 'LOGIN_SUCCEEDED'`,
      ),
    ).toEqual([0]);
    expect(told).toContain(`history ${EVENTS} of ${EVENTS}`);
  });

  it('has its history sealed by the gateway, like any other', async () => {
    const sealed = `SELECT count(*)::int AS number FROM history_links`;
    for (let links = 0; links < EVENTS;) {
      await sleep(100);
      [links = 0] = await numbers(sealed);
    }
    expect(await numbers(`SELECT count(*)::int AS number FROM history_unsealed`)).toEqual([0]);
  });

  it('counts a failure of each of so many login IDs, which one guess less then locks', async () => {
    await countStrangers(world, STRANGERS);
    expect(await counters()).toBe(STRANGERS);
    expect(told).toContain(`counters ${STRANGERS} of ${STRANGERS}`);
    const guesses = await wrongLogins(gateway, 'nobody0000059', 4);
    expect(kindsOf(guesses)).toEqual([
      'InvalidCredentials',
      'InvalidCredentials',
      'InvalidCredentials',
      'LockedOut',
    ]);
    expect(kindsOf(await wrongLogins(gateway, 'nobody0000060', 4))).not.toContain('LockedOut');
  });

  it('is left as it is when nothing is to grow', async () => {
    const events = `SELECT count(*)::int AS number FROM history_events`;
    const before = await numbers(events);
    await growHistory(world, 0);
    await countStrangers(world, 0);
    expect(await numbers(events)).toEqual(before);
  });

  it('stops growing when it is told to', async () => {
    const stopped = { ...world, signal: AbortSignal.abort() };
    await expect(growHistory(stopped, 1)).rejects.toThrow('aborted');
    await expect(countStrangers(stopped, 1)).rejects.toThrow('aborted');
  });
});
