import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import { privateMigratedPostgres } from '../support/postgres';
import type { PrivateServer } from '../support/private-server';
import { historyOf, tally } from '../e2e/support/entries';
import { eventually } from '../support/eventually';
import { backWithinMs, tellFigure } from './support/figures';
import { lockRecordOf, standingsOf } from './support/ledger';
import { guesser, kindsFor, rightUsers, startStorm, untilBack, type Caller } from './support/storm';

const LANES = 3;
const RETRYABLE = ['SERVICE_UNAVAILABLE', 'Busy'];

describe('F5 › Postgres is killed in a storm of guesses and right logins on two gateways', () => {
  let postgres: PrivateServer;
  let gateway: TestGateway;
  let gateways: readonly TestGateway[];
  let users: readonly Caller[];
  beforeAll(async () => {
    postgres = await privateMigratedPostgres();
    gateway = await startGateway({
      DATABASE_URL: postgres.url,
      FAILURES_PER_LOCKOUT: '50',
      LOCKOUTS_PER_SUSPENSION: '2',
    });
    gateways = [gateway, await startGatewayBeside(gateway)];
    users = await rightUsers(gateway);
  });
  afterAll(async () => {
    for (const each of [...gateways].reverse()) await each.close();
    await postgres.remove();
  });

  it('no attempt is charged to who is right or was not verified, the error says when to retry, and it is soon back', async () => {
    const guessed = ['pgstorm1', 'pgstorm2', 'pgstorm3'];
    const storm = startStorm(gateways, [...users, ...guessed.map(guesser)], LANES);
    await eventually(() => guessed.every((loginId) => kindsFor(storm.entries, loginId).length > 4));
    await postgres.stop('SIGKILL');
    const away = storm.entries.length;
    await sleep(1_000);
    const meanwhile = storm.entries.slice(away + storm.lanes);
    await postgres.start();
    const backAfterMs = await untilBack(gateways, users);
    await storm.stop();
    const { entries } = storm;
    tellFigure(`Postgres killed in a storm of ${entries.length} logins: back after ${backAfterMs} ms`);
    expect(backAfterMs).toBeLessThan(backWithinMs());

    expect(meanwhile.length).toBeGreaterThan(storm.lanes);
    expect(meanwhile.filter(({ kind }) => !RETRYABLE.includes(kind))).toEqual([]);
    for (const { kind, retryAfterSeconds } of entries) {
      expect(['LoggedIn', 'InvalidCredentials', ...RETRYABLE]).toContain(kind);
      if (kind === 'SERVICE_UNAVAILABLE') expect(retryAfterSeconds).toBe(2);
    }
    expect(
      entries.filter(({ right, kind }) => (right ? kind === 'InvalidCredentials' : kind === 'LoggedIn')),
    ).toEqual([]);

    const everyone = [...users.map(({ loginId }) => loginId), ...guessed];
    await eventually(async () =>
      [...(await standingsOf(gateway, everyone)).values()].every(({ permits }) => permits.size === 0),
    );
    const standings = await standingsOf(gateway, everyone);
    for (const { loginId } of users) {
      expect(standings.get(loginId)).toMatchObject({ failures: 0, lockouts: 0, lock: null });
      expect(await lockRecordOf(gateway, loginId)).toBeUndefined();
    }
    // What was found wrong just before counts, though its answer is an error; of all that came later nothing does.
    for (const loginId of guessed) {
      const kinds = tally(kindsFor(entries, loginId));
      const { failures = NaN } = standings.get(loginId) ?? {};
      expect(failures).toBeGreaterThanOrEqual(kinds['InvalidCredentials'] ?? 0);
      expect(failures).toBeLessThanOrEqual((kinds['InvalidCredentials'] ?? 0) + LANES);
      expect(kinds['SERVICE_UNAVAILABLE']).toBeGreaterThan(LANES);
    }
    // Each answer is on record, none twice.
    const recorded = tally(await historyOf(gateway));
    const told = tally(entries.map(({ kind }) => kind));
    expect(recorded['LOGIN_FAILED']).toBeGreaterThanOrEqual(told['InvalidCredentials'] ?? 0);
    expect(recorded['LOGIN_FAILED']).toBeLessThanOrEqual((told['InvalidCredentials'] ?? 0) + storm.lanes);
  });
});
