import { Agent } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway, type TestGateway } from '../support/gateway';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process';
import { historyOf, tally, WRONG, wrongLogins } from '../e2e/support/entries';
import { idOf, knownDevice, MASTER, MISHIMA, NUMAZU, ODAWARA } from '../e2e/support/people';
import { Balancer } from './support/balancer';
import { sendLogin, type Unanswered } from './support/connection';
import { eventually, readiness } from '../support/eventually';
import { tellFigure } from './support/figures';
import { lockRecordOf, standingsOf } from './support/ledger';

const NOTICE_MS = 1_000;
const GRACE_MS = 5_000;
const LANES = 12;
/** Enough that none of them is locked. */
const GUESSED = Array.from({ length: 100 }, (_, nth) => `passing${nth}`);

/** Hashing that takes a while, one at a time, so that some is under way whenever the signal comes. */
const SLOWER = { ARGON2_MEMORY_KIB: '16384', ARGON2_TIME: '1', HASHING_CONCURRENCY: '1' };

interface Outcome {
  readonly loginId: string;
  /** What was answered, or how it was lost. */
  readonly kind: string;
}

describe('F7 › SIGTERM in a storm', () => {
  let gateway: TestGateway;
  const started: GatewayProcess[] = [];
  beforeEach(async () => {
    gateway = await startGateway({
      FAILURES_PER_LOCKOUT: '50',
      LOCKOUTS_PER_SUSPENSION: '2',
      SHUTDOWN_NOTICE_MS: String(NOTICE_MS),
      SHUTDOWN_GRACE_MS: String(GRACE_MS),
    });
  });
  afterEach(async () => {
    // Those that a failed test left running.
    await Promise.all(started.splice(0).map((each) => each.kill('SIGKILL')));
    await gateway.close();
  });

  const processes = (count: number, overrides: NodeJS.ProcessEnv = {}): Promise<GatewayProcess[]> =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const each = await startGatewayProcess({ ...gateway.env, ...SLOWER, ...overrides });
        started.push(each);
        return each;
      }),
    );

  /** Failures counted and permits in flight, for each login ID; each was guessed at that often. */
  const expectExactLedger = async (told: readonly Outcome[]): Promise<void> => {
    const wrong = tally(
      told.filter(({ kind }) => kind === 'InvalidCredentials').map(({ loginId }) => loginId),
    );
    const standings = await standingsOf(gateway, GUESSED);
    const counted = Object.fromEntries([...standings].map(([loginId, { failures }]) => [loginId, failures]));
    expect(counted).toEqual(Object.fromEntries(GUESSED.map((loginId) => [loginId, wrong[loginId] ?? 0])));
    expect([...standings.values()].filter(({ permits }) => permits.size > 0)).toEqual([]);
    const answers = Object.values(wrong).reduce((sum, count) => sum + count, 0);
    expect(tally(await historyOf(gateway))['LOGIN_FAILED']).toBe(answers);
  };

  it('behind a balancer none of two gateways’ requests is lost or doubled, and the counts are exact', async () => {
    const users = await Promise.all(
      [MASTER, NUMAZU, ODAWARA].map(async (who) => ({
        ...who,
        deviceToken: await knownDevice(gateway, who),
      })),
    );
    const before = await Promise.all(
      users.map(async (who) => loginsOf(await historyOf(gateway, await idOf(gateway, who)))),
    );
    const [leaving, staying] = await processes(2);
    if (leaving === undefined || staying === undefined) throw new Error('no gateways');
    const balancer = new Balancer([leaving.url, staying.url]);
    const keptAlive = new Agent({ keepAlive: true });
    const outcomes: Outcome[] = [];
    let over = false;
    const lane = async (nth: number): Promise<void> => {
      for (let turn = nth; !over; turn += LANES) {
        await sleep(1);
        // Every fourth is a user's, the others are guesses.
        const { loginId, loginPassword, deviceToken } = users[(turn / 4) % users.length] ?? {
          loginId: GUESSED[turn % GUESSED.length] ?? '',
          loginPassword: WRONG,
          deviceToken: undefined,
        };
        // Everybody's come over connections that are kept and over new ones, in turn.
        const agent = Math.floor(turn / LANES) % 2 === 0 ? keptAlive : false;
        const kind = await balancer.login({ loginId, loginPassword, deviceToken }, agent).then(
          (answer) => answer.kind,
          (fault: unknown) => String(fault),
        );
        outcomes.push({ loginId, kind });
      }
    };
    const storm = Promise.all(Array.from({ length: LANES }, (_, nth) => lane(nth)));
    await eventually(() => outcomes.length > 40);
    const since = performance.now();
    const stopped = leaving.kill('SIGTERM');
    // It says so first, and serves on meanwhile.
    await eventually(async () => (await readiness(leaving))[0] === 503);
    const late = await sendLogin(leaving.url, { loginId: GUESSED[0], loginPassword: WRONG }, keptAlive);
    expect(late).toEqual({ kind: 'InvalidCredentials', closes: true });
    outcomes.push({ loginId: GUESSED[0] ?? '', kind: late.kind });
    expect(await stopped).toBe(0);
    const tookMs = performance.now() - since;
    await sleep(300);
    over = true;
    await storm;
    balancer.close();
    keptAlive.destroy();
    await expect(sendLogin(leaving.url, {}, false)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await staying.kill('SIGTERM');
    tellFigure(
      `SIGTERM in a storm: ${outcomes.length} logins through a balancer, ended after ${Math.round(tookMs)} ms, of which ${NOTICE_MS} ms notice`,
    );

    expect(tookMs).toBeGreaterThanOrEqual(NOTICE_MS);
    expect(tookMs).toBeLessThan(NOTICE_MS + GRACE_MS);
    const told = tally(outcomes.map(({ kind }) => kind));
    expect(told).toEqual({ LoggedIn: expect.any(Number), InvalidCredentials: expect.any(Number) });
    await expectExactLedger(outcomes);
    for (const [nth, who] of users.entries()) {
      const recorded = loginsOf(await historyOf(gateway, await idOf(gateway, who)));
      expect(recorded - (before[nth] ?? 0)).toBe(
        outcomes.filter(({ loginId }) => loginId === who.loginId).length,
      );
    }
  });

  it('without one every request on a kept connection is answered, and what is not answered was not begun', async () => {
    const [leaving] = await processes(1);
    if (leaving === undefined) throw new Error('no gateway');
    const outcomes: Outcome[] = [];
    const lost: Unanswered[] = [];
    const closing: boolean[] = [];
    const lane = async (nth: number): Promise<void> => {
      const own = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let turn = nth; lost.length < LANES; turn += LANES) {
        const loginId = GUESSED[turn % GUESSED.length] ?? '';
        try {
          const answer = await sendLogin(leaving.url, { loginId, loginPassword: WRONG }, own);
          outcomes.push({ loginId, kind: answer.kind });
          closing.push(answer.closes);
        } catch (fault) {
          lost.push(fault as Unanswered);
          break;
        }
      }
      own.destroy();
    };
    const storm = Promise.all(Array.from({ length: LANES }, (_, nth) => lane(nth)));
    await eventually(() => outcomes.length > 40);
    expect(closing).not.toContain(true);
    const stopped = leaving.kill('SIGTERM');
    await storm;
    expect(await stopped).toBe(0);
    expect(closing.lastIndexOf(false)).toBeLessThan(closing.length - 1);
    expect(lost).toHaveLength(LANES);
    expect(lost.filter(({ reused }) => reused)).toEqual([]);
    // A connection that nobody had accepted when the listener closed is reset by the system, unread.
    for (const { code } of lost) expect(['ECONNREFUSED', 'ECONNRESET']).toContain(code);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['InvalidCredentials']));
    await expectExactLedger(outcomes);
  });

  it('what a client left behind is finished: the lock that its guess brought down is on record, with its notices', async () => {
    const slow = {
      ARGON2_MEMORY_KIB: '65536',
      ARGON2_TIME: '24',
      FAILURES_PER_LOCKOUT: '5',
      SHUTDOWN_NOTICE_MS: '0',
    };
    const [leaving] = await processes(1, slow);
    if (leaving === undefined) throw new Error('no gateway');
    // A right login renews the hash, so that the next ones are slow.
    await leaving.client().login(MISHIMA.loginId, MISHIMA.loginPassword);
    await wrongLogins(gateway, MISHIMA.loginId, 4);
    const body = JSON.stringify({
      query: `mutation { login(input: { loginId: "${MISHIMA.loginId}", loginPassword: "${WRONG}" }) { __typename } }`,
    });
    const { hostname, port } = new URL(leaving.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    const underWay = async (): Promise<boolean> =>
      (await standingsOf(gateway, [MISHIMA.loginId])).get(MISHIMA.loginId)?.permits.size === 1;
    await eventually(underWay);
    await sleep(50);
    socket.destroy();
    await sleep(50);
    expect(await underWay()).toBe(true);
    expect(await leaving.kill('SIGTERM')).toBe(0);

    expect((await standingsOf(gateway, [MISHIMA.loginId])).get(MISHIMA.loginId)).toMatchObject({
      lockouts: 1,
      unmirrored: false,
      lock: { at: expect.any(Number) },
    });
    expect((await lockRecordOf(gateway, MISHIMA.loginId))?.lockouts).toBe(1);
    expect((await historyOf(gateway, await idOf(gateway, MISHIMA))).at(-1)).toBe(
      'LOCKED_OUT TOO_MANY_FAILURES',
    );
    expect(await gateway.query('SELECT 1 FROM notices')).not.toEqual([]);
  });

  it('a connection on which nothing is ever sent holds it no longer than the grace time', async () => {
    const [leaving] = await processes(1, { SHUTDOWN_NOTICE_MS: '0', SHUTDOWN_GRACE_MS: '500' });
    if (leaving === undefined) throw new Error('no gateway');
    const { hostname, port } = new URL(leaving.url);
    const silent = connect(Number(port), hostname);
    silent.on('error', () => undefined);
    await new Promise((resolve) => silent.once('connect', resolve));
    await readiness(leaving);
    const since = performance.now();
    expect(await leaving.kill('SIGTERM')).toBe(0);
    expect(performance.now() - since).toBeLessThan(GRACE_MS);
    silent.destroy();
  });
});

function loginsOf(history: readonly string[]): number {
  return tally(history)['LOGIN_SUCCEEDED'] ?? 0;
}
