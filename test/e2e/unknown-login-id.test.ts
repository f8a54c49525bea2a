import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayAnswer, UnionResult } from '../support/gateway-client';
import { lockEnd, WRONG } from './support/entries';
import { forgetAll } from './support/redis-keys';
import { MISHIMA, ODAWARA } from './support/people';

const UNKNOWN = 'Nobody77';

describe('R7 › an unknown login ID behaves the same in every visible way', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await startGateway({
      FAILURES_PER_LOCKOUT: '2',
      LOCKOUTS_PER_SUSPENSION: '2',
      LOCKOUT_SECONDS: '2',
    });
  });
  afterEach(() => gateway.close());

  /** Wrong entries through two lockouts into suspension and beyond. */
  async function toSuspension(loginId: string): Promise<GatewayAnswer[]> {
    const answers: GatewayAnswer[] = [];
    const enter = async (): Promise<void> => {
      answers.push(await gateway.client().runRaw('login', { input: { loginId, loginPassword: WRONG } }));
    };
    for (let entry = 0; entry < 3; entry += 1) await enter();
    await lockEnd(answers.at(-1)?.data?.['login'] as UnionResult);
    for (let entry = 0; entry < 3; entry += 1) await enter();
    return answers;
  }

  /** What a stranger sees, but for what names the moment: times and request IDs. */
  function seen({ status, headers, text }: GatewayAnswer): object {
    const body = text
      .replace(/"lockedUntil":"[^"]+"/, '"lockedUntil":"…"')
      .replace(/after [^"]+?\."/, 'after …."')
      .replace(/"retryAfterSeconds":\d+/, '"retryAfterSeconds":…');
    return { status, body, headerNames: [...headers.keys()].sort() };
  }

  it('refusals, lockouts and suspension: the same bodies, statuses and header names', async () => {
    const [known, unknown] = await Promise.all([toSuspension(MISHIMA.loginId), toSuspension(UNKNOWN)]);
    expect(unknown.map(seen)).toEqual(known.map(seen));
    expect(unknown.map(({ data }) => (data?.['login'] as { __typename: string }).__typename)).toEqual([
      'InvalidCredentials',
      'LockedOut',
      'LockedOut',
      'InvalidCredentials',
      'Suspended',
      'Suspended',
    ]);
  });

  it('stays suspended when Redis has lost everything, like a known one', async () => {
    await Promise.all([toSuspension(MISHIMA.loginId), toSuspension(UNKNOWN)]);
    await forgetAll(gateway);
    for (const loginId of [MISHIMA.loginId, UNKNOWN]) {
      expect((await gateway.client().login(loginId, WRONG)).__typename).toBe('Suspended');
    }
  });

  it.each([
    ['empty', ''],
    ['with a NUL, which the database has no place for', 'abc\0def1'],
    ['with half a surrogate pair', 'abc\ud800de1'],
    ['very long', 'a1'.repeat(20_000)],
    ['that is SQL', `' OR '1'='1`],
  ])('a login ID %s is refused and counted like any other', async (_what, loginId) => {
    expect((await gateway.client().login(loginId, WRONG)).__typename).toBe('InvalidCredentials');
    expect((await gateway.client().login(loginId, WRONG)).__typename).toBe('LockedOut');
  });

  it('the history names nobody for it, and never the login ID', async () => {
    await gateway.client().login(UNKNOWN, WRONG);
    await gateway.client().login(ODAWARA.loginId, WRONG);
    const events = await gateway.query<{ whole: string; subject: string | null }>(
      `SELECT h::text AS whole, subject_user_id AS subject FROM history_events h
          WHERE type NOT LIKE 'RECEIPT_KEY_%' ORDER BY id`,
    );
    expect(events.map(({ subject }) => subject === null)).toEqual([true, false]);
    expect(events.map(({ whole }) => whole).join()).not.toMatch(new RegExp(`${UNKNOWN}|${ODAWARA.loginId}`));
  });
});
