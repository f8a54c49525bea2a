import { startGateway, type TestGateway } from '../support/gateway';
import { historyOf, lockEnd, wrongLogins } from './support/entries';
import { Clerk } from './support/paper';
import { idOf, loggedIn, MASTER, MISHIMA, NUMAZU, ODAWARA } from './support/people';
import type { DemoUser } from '../../src/demo/demo-accounts';

/** What R11 wants of a line of the history, people by their login IDs. */
interface Line {
  readonly actor: string | null;
  readonly subject: string | null;
  readonly organization: string | null;
  readonly ip: string | null;
  readonly device: string | null;
  readonly credential: string | null;
  readonly reason: string | null;
}

const DEVICE = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0';
const HERE = { ip: '127.0.0.1', device: DEVICE };
const OURS = { organization: '関所商事株式会社' };
const LOGIN = { credential: 'LOGIN_PASSWORD' };

let gateway: TestGateway;
/** The same gateway, whose clients name a device. */
let desk: Pick<TestGateway, 'client'>;

beforeAll(async () => {
  gateway = await startGateway({
    SESSION_SINGLE: 'off',
    FAILURES_PER_LOCKOUT: '2',
    LOCKOUTS_PER_SUSPENSION: '2',
    LOCKOUT_SECONDS: '1',
  });
  desk = { client: () => gateway.client({ 'user-agent': DEVICE }) };
});
afterAll(() => gateway.close());

/** The newest line of this type about this person. */
async function newest(type: string, who: DemoUser): Promise<Line | undefined> {
  const [line] = await gateway.query<Line>(
    `SELECT a.login_id AS actor, s.login_id AS subject, o.name AS organization, host(e.ip) AS ip, e.user_agent AS device,
            e.credential_kind AS credential, e.reason
       FROM history_events e LEFT JOIN users a ON a.id = e.actor_user_id LEFT JOIN users s ON s.id = e.subject_user_id
       LEFT JOIN organizations o ON o.id = e.organization_id
      WHERE e.type = $1 AND e.subject_user_id = $2 ORDER BY e.id DESC LIMIT 1`,
    [type, await idOf(gateway, who)],
  );
  return line;
}

function line(entries: Partial<Line>): Line {
  const nothing = { actor: null, subject: null, organization: null, ip: null, device: null };
  return { ...nothing, credential: null, reason: null, ...entries };
}

async function byMaster(operation: string, who: DemoUser, entries: object = {}): Promise<void> {
  const { confirmationPassword } = MASTER;
  const input = { userId: await idOf(gateway, who), confirmationPassword, ...entries };
  await (await loggedIn(desk, MASTER)).run(operation, { input });
}

describe('R11: with actor, subject, organization, address, device and reason the history records', () => {
  const master = { actor: MASTER.loginId, ...OURS, ...HERE };

  it('a success', async () => {
    await loggedIn(desk, ODAWARA);
    const self = { actor: ODAWARA.loginId, subject: ODAWARA.loginId };
    expect(await newest('LOGIN_SUCCEEDED', ODAWARA)).toEqual(line({ ...self, ...OURS, ...HERE, ...LOGIN }));
  });

  it('a failure, whose actor is a stranger', async () => {
    await wrongLogins(desk, ODAWARA.loginId, 1);
    const subject = ODAWARA.loginId;
    expect(await newest('LOGIN_FAILED', ODAWARA)).toEqual(line({ subject, ...OURS, ...HERE, ...LOGIN }));
  });

  it('a lockout, its automatic unlock, and the suspension after the last one', async () => {
    const subject = MISHIMA.loginId;
    const [, locked] = await wrongLogins(desk, subject, 2);
    const fallen = line({ subject, ...OURS, ...HERE, ...LOGIN, reason: 'TOO_MANY_FAILURES' });
    expect(await newest('LOCKED_OUT', MISHIMA)).toEqual(fallen);
    await lockEnd(locked);
    await wrongLogins(desk, subject, 2);
    expect(await newest('AUTO_UNLOCKED', MISHIMA)).toEqual(line({ subject, ...OURS, ...LOGIN }));
    expect(await newest('SUSPENDED', MISHIMA)).toEqual({ ...fallen, reason: 'TOO_MANY_LOCKOUTS' });
  });

  it('a suspension by the master, and its release', async () => {
    const expected = line({ ...master, ...LOGIN, subject: NUMAZU.loginId, reason: 'BY_MASTER' });
    await byMaster('suspend-user', NUMAZU);
    expect(await newest('SUSPENDED', NUMAZU)).toEqual(expected);
    await byMaster('release-suspension', NUMAZU);
    expect(await newest('SUSPENSION_RELEASED', NUMAZU)).toEqual(expected);
  });

  it('a reset, of a password and of additional authentication', async () => {
    const expected = line({ ...master, ...LOGIN, subject: NUMAZU.loginId, reason: 'BY_MASTER' });
    await byMaster('reset-login-password', NUMAZU, { temporaryPassword: 'Kojiri-20u' });
    expect(await newest('SECRET_RESET', NUMAZU)).toEqual(expected);
    await byMaster('reset-additional-authentication', NUMAZU);
    const reset = await newest('ADDITIONAL_AUTHENTICATION_RESET', NUMAZU);
    expect(reset).toEqual({ ...expected, credential: 'SECURITY_ANSWER' });
  });

  it('a temporary password that was right, but too late', async () => {
    await byMaster('reset-login-password', NUMAZU, { temporaryPassword: 'Kojiri-20u' });
    await gateway.query(
      `UPDATE credentials SET changed_at = now() - interval '31 days' WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD'`,
      [await idOf(gateway, NUMAZU)],
    );
    await desk.client().login(NUMAZU.loginId, 'Kojiri-20u');
    const late = { subject: NUMAZU.loginId, reason: 'TEMPORARY_PASSWORD_EXPIRED' };
    expect(await newest('LOGIN_FAILED', NUMAZU)).toEqual(line({ ...late, ...OURS, ...HERE, ...LOGIN }));
  });

  it('a change of permissions', async () => {
    const [{ version } = { version: 0 }] = await gateway.query<{ version: number }>(
      'SELECT version FROM users WHERE login_id = $1',
      [NUMAZU.loginId],
    );
    await byMaster('update-user', NUMAZU, { version, permissions: ['INQUIRY'] });
    const expected = line({ ...master, subject: NUMAZU.loginId, reason: 'RIGHTS_CHANGED' });
    expect(await newest('USER_UPDATED', NUMAZU)).toEqual(expected);
  });

  it('each step of a procedure', async () => {
    const [a, b] = [await Clerk.at(desk, 1), await Clerk.at(desk, 2)];
    const kind = 'RESET_MASTER_ADDITIONAL_AUTHENTICATION';
    await a.reject(await a.received(kind));
    await b.carryOut(await a.received(kind));
    const step = line({ ...OURS, ...HERE, subject: MASTER.loginId, reason: kind });
    const by = (clerk: Clerk): Line => ({ ...step, actor: clerk.person.loginId });
    expect(await newest('PAPER_RECEIVED', MASTER)).toEqual(by(a));
    expect(await newest('PAPER_REJECTED', MASTER)).toEqual(by(a));
    expect(await newest('PAPER_VERIFIED', MASTER)).toEqual(by(b));
    expect(await newest('PAPER_EXECUTED', MASTER)).toEqual(by(b));
  });
});

describe('R11: of a login ID that a stranger typed', () => {
  it('the history keeps nothing: no column of it names whom nobody knows', async () => {
    const typed = 'darenimo77';
    await wrongLogins(desk, typed, 2);
    expect((await historyOf(gateway)).slice(-3)).toEqual(
      expect.arrayContaining(['LOGIN_FAILED', 'LOCKED_OUT TOO_MANY_FAILURES']),
    );
    const named = await gateway.query(`SELECT FROM history_events e WHERE e::text LIKE '%' || $1 || '%'`, [
      typed,
    ]);
    expect(named).toEqual([]);
  });
});
