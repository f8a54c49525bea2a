import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway, type TestGateway } from '../support/gateway';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process';
import { historyOf, tally } from '../e2e/support/entries';
import { eventually } from '../support/eventually';
import { tellFigure } from './support/figures';
import { lockRecordOf, standingsOf } from './support/ledger';
import { guesser, kindsFor, logIn, rightUsers, startStorm, type Caller } from './support/storm';

const N = 5;
const LEASE_MS = 3_000;
/** As often at once as still leaves a user his budget when a gateway dies with all of them under way. */
const LANES = 2;
const KILLS = 3;

/** Guesses that are slow enough for a kill to find them under way, on a lease as short as these settings allow. */
const DOOMED = { ARGON2_MEMORY_KIB: '32768', ARGON2_TIME: '2', HASHING_CONCURRENCY: '2' };

describe('F6 › one of two gateways is killed in a storm, again and again', () => {
  let gateway: TestGateway;
  let users: readonly Caller[];
  const started: GatewayProcess[] = [];
  beforeAll(async () => {
    gateway = await startGateway({
      HASHING_DEADLINE_MS: '1000',
      DATABASE_TIMEOUT_MS: '500',
      ATTEMPT_LEASE_MS: String(LEASE_MS),
    });
    users = await rightUsers(gateway);
  });
  afterAll(async () => {
    await Promise.all(started.map((each) => each.kill('SIGKILL')));
    await gateway.close();
  });

  it('no kill is worth a guess, each lock is on record once, and nobody else is held up', async () => {
    const guessed = Array.from({ length: 8 }, (_, nth) => `killed${nth}`);
    const underWay: number[] = [];
    const told = new Map<string, number>();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const doomed = await startGatewayProcess({ ...gateway.env, ...DOOMED });
      started.push(doomed);
      const storm = startStorm([doomed], guessed.map(guesser), LANES);
      const inFlight = async (): Promise<number> =>
        [...(await standingsOf(gateway, guessed)).values()].reduce(
          (sum, { permits }) => sum + permits.size,
          0,
        );
      await eventually(async () => (await inFlight()) > 1);
      const undisturbed = startStorm([gateway], users, LANES);
      await doomed.kill('SIGKILL');
      underWay.push(await inFlight());
      await eventually(() => undisturbed.entries.length > 12);
      await Promise.all([storm.stop(), undisturbed.stop()]);
      // The other gateway goes on, for everybody whom the dead one left alone.
      expect(new Set(undisturbed.entries.map(({ kind }) => kind))).toEqual(new Set(['LoggedIn']));
      for (const loginId of guessed) {
        const refusals = tally(kindsFor(storm.entries, loginId));
        told.set(loginId, (told.get(loginId) ?? 0) + (refusals['InvalidCredentials'] ?? 0));
      }
    }
    expect(Math.min(...underWay)).toBeGreaterThan(0);
    await sleep(LEASE_MS + 100);

    // What is left of the budget, through the gateway that lives: never more than N in all.
    let unanswered = 0;
    for (const loginId of guessed) {
      let answered = told.get(loginId) ?? 0;
      for (let guess = 0; guess < N; guess += 1) {
        const { kind } = await logIn(gateway, guesser(loginId));
        if (kind === 'LockedOut') break;
        expect(kind).toBe('InvalidCredentials');
        answered += 1;
      }
      expect(answered).toBeLessThan(N);
      unanswered += Math.max(0, N - 1 - answered);
      expect((await logIn(gateway, guesser(loginId))).kind).toBe('LockedOut');
      expect((await lockRecordOf(gateway, loginId))?.lockouts).toBe(1);
    }
    // Guesses whose answer nobody got are spent all the same.
    expect(unanswered).toBeGreaterThan(0);
    const events = tally(await historyOf(gateway));
    expect(events['LOCKED_OUT TOO_MANY_FAILURES']).toBe(guessed.length);

    const standings = await standingsOf(gateway, [...guessed, ...users.map(({ loginId }) => loginId)]);
    expect([...standings.values()].filter(({ permits }) => permits.size > 0)).toEqual([]);
    tellFigure(
      `${KILLS} gateways killed -9 with ${underWay.join(', ')} guesses under way: at most ${N - 1} told wrong for each login ID`,
    );
  });
});
