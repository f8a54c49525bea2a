import { setTimeout as sleep } from 'node:timers/promises';
import { RedisChallengeStore } from '../../src/additional-authentication/redis-challenge-store';
import type { DemoUser } from '../../src/demo/demo-accounts';
import { RedisSessionStore } from '../../src/session/redis-session-store';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import { demoAnswer, type GatewayClient, type UnionResult } from '../support/gateway-client';
import { holdNextCall, type HeldCall } from './support/held-call';
import { Clerk } from './support/paper';
import { idOf, loggedIn, MASTER, MISHIMA, ODAWARA } from './support/people';

const TEMPORARY = 'Kojiri-20u';
const FRESH = 'Ebisu#4torii';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway({ SESSION_SINGLE: 'off' });
});
afterEach(() => gateway.close());

/** What a request that begins a session comes to, `meanwhile` having happened between its verification and its begin. */
async function racing(
  request: () => Promise<UnionResult>,
  meanwhile: () => Promise<unknown>,
  held: HeldCall = holdNextCall(RedisSessionStore, 'begin'),
): Promise<UnionResult> {
  const result = request();
  await held.reached;
  try {
    await meanwhile();
  } finally {
    held.release();
  }
  return result;
}

/** Whether the session that `result` gave lives: null, or the code with which it is refused. */
async function refusalOf(result: UnionResult): Promise<string | null> {
  const token = result['sessionToken'];
  if (typeof token !== 'string') throw new Error(`no session was given: ${JSON.stringify(result)}`);
  const client = gateway.client();
  client.useBearer(token);
  return (await client.runRaw('viewer')).errors[0]?.extensions.code ?? null;
}

async function resetByMaster(): Promise<void> {
  const master = await loggedIn(gateway, MASTER);
  const input = {
    userId: await idOf(gateway, ODAWARA),
    temporaryPassword: TEMPORARY,
    confirmationPassword: MASTER.confirmationPassword,
  };
  expect((await master.run('reset-login-password', { input })).__typename).toBe('LoginPasswordReset');
}

async function changeBy(client: GatewayClient): Promise<void> {
  const input = { currentLoginPassword: ODAWARA.loginPassword, newLoginPassword: FRESH };
  const result = await client.run('change-login-password', { input });
  expect(result.__typename).toBe('LoginPasswordChanged');
  client.useBearer(result['sessionToken'] as string);
}

/** A client on a device that its user has used before, not logged in now. */
async function knownDevice(): Promise<GatewayClient> {
  const client = await loggedIn(gateway, ODAWARA);
  await client.run('logout');
  client.useBearer(null);
  return client;
}

function login(client: GatewayClient): Promise<UnionResult> {
  return client.loginOnly(ODAWARA.loginId, ODAWARA.loginPassword);
}

describe('R9: a session that begins after the change of the password which it was verified with', () => {
  it('has no rights, when the master resets the password during a login', async () => {
    const client = await knownDevice();
    const late = await racing(() => login(client), resetByMaster);
    expect(late.__typename).toBe('LoggedIn');
    expect(await refusalOf(late)).toBe('UNAUTHENTICATED');
  });

  it('has no rights, when the owner changes the password; nor does his list of sessions show it', async () => {
    const [client, owner] = [await knownDevice(), await loggedIn(gateway, ODAWARA)];
    const late = await racing(
      () => login(client),
      () => changeBy(owner),
    );
    expect(await refusalOf(late)).toBe('UNAUTHENTICATED');
    const { data } = await owner.runRaw('sessions');
    expect(data?.['sessions']).toEqual([expect.objectContaining({ current: true })]);
  });

  it('has no rights, when it is to replace one that a reset has ended', async () => {
    const owner = await loggedIn(gateway, ODAWARA);
    const input = {
      currentConfirmationPassword: ODAWARA.confirmationPassword,
      newConfirmationPassword: 'Gakeo~87mi',
    };
    const late = await racing(() => owner.run('change-confirmation-password', { input }), resetByMaster);
    expect(late.__typename).toBe('ConfirmationPasswordChanged');
    expect(await refusalOf(late)).toBe('UNAUTHENTICATED');
  });
});

describe('R9: a session that begins late', () => {
  it('lives when nothing was changed, however many others have logged in', async () => {
    const client = await knownDevice();
    const late = await racing(
      () => login(client),
      () => loggedIn(gateway, MISHIMA),
    );
    expect(await refusalOf(late)).toBeNull();
  });

  it('lives when its login renewed the hash, which is no change of the password', async () => {
    const userId = await idOf(gateway, ODAWARA);
    const stored = (): Promise<{ readonly hash: string; readonly changedAt: Date }[]> =>
      gateway.query(
        `SELECT secret_hash AS hash, changed_at AS "changedAt" FROM credentials
          WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD'`,
        [userId],
      );
    const [before] = await stored();
    const costlier = await startGatewayBeside(gateway, undefined, { ARGON2_TIME: '2' });
    try {
      const there = costlier.client();
      const asked = await login(there);
      const late = await there.answer(asked, demoAnswer(ODAWARA.loginId, asked) ?? '');
      const [after] = await stored();
      expect(after?.hash).not.toBe(before?.hash);
      expect(after?.changedAt).toEqual(before?.changedAt);
      expect(await refusalOf(late)).toBeNull();
    } finally {
      await costlier.close();
    }
  });
});

/** How many wait for a row that another transaction holds. */
async function waitingForARow(): Promise<number> {
  const [row] = await gateway.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row?.waiting ?? 0;
}

/** Waits until `work` has ended, or waits for a row that another transaction holds. */
async function endedOrWaiting(work: Promise<unknown>): Promise<void> {
  const seen = { ended: false };
  void work.finally(() => (seen.ended = true));
  while (!seen.ended && (await waitingForARow()) === 0) await sleep(10);
}

/** Readies what voids a user's answers or password, all but the decisive step. */
type Readying = () => Promise<() => Promise<unknown>>;

const byOwner: Readying = async () => {
  const owner = await loggedIn(gateway, ODAWARA);
  const answers = ODAWARA.securityAnswers.map(({ questionId }) => ({
    questionId,
    answer: `新 ${questionId}`,
  }));
  const { confirmationPassword } = ODAWARA;
  return async () => {
    const result = await owner.run('register-security-answers', { input: { answers, confirmationPassword } });
    expect(result.__typename).toBe('SecurityAnswersRegistered');
  };
};

const byMaster: Readying = async () => {
  const master = await loggedIn(gateway, MASTER);
  const { confirmationPassword } = MASTER;
  const input = { userId: await idOf(gateway, ODAWARA), confirmationPassword };
  return async () => {
    const result = await master.run('reset-additional-authentication', { input });
    expect(result.__typename).toBe('AdditionalAuthenticationReset');
  };
};

const onPaper =
  (kind: 'RESET_MASTER_ADDITIONAL_AUTHENTICATION' | 'INITIALIZE_MASTER_CREDENTIALS'): Readying =>
  async () => {
    const [clerkA, clerkB] = [await Clerk.at(gateway, 1), await Clerk.at(gateway, 2)];
    const id = await clerkA.received(kind);
    await clerkB.verify(id);
    return async () => {
      expect((await clerkB.execute(id)).__typename).toBe('PaperProcedureExecuted');
    };
  };

const WAYS: readonly (readonly [string, DemoUser, Readying])[] = [
  ['its owner replaces the answers', ODAWARA, byOwner],
  ['the master resets them', ODAWARA, byMaster],
  ['the helpdesk resets those of the master', MASTER, onPaper('RESET_MASTER_ADDITIONAL_AUTHENTICATION')],
  ['the helpdesk initializes the master', MASTER, onPaper('INITIALIZE_MASTER_CREDENTIALS')],
];

describe('R8, R9: the session of an answer that was right', () => {
  async function readyToAnswer({ loginId, loginPassword }: DemoUser): Promise<() => Promise<UnionResult>> {
    const client = gateway.client();
    const asked = await client.loginOnly(loginId, loginPassword);
    return () => client.answer(asked, demoAnswer(loginId, asked) ?? '');
  }

  it.each(WAYS)('does not begin once %s', async (_, who, ready) => {
    const [answer, step] = [await readyToAnswer(who), await ready()];
    const late = await racing(answer, step, holdNextCall(RedisChallengeStore, 'consume'));
    expect(late.__typename).toBe('ChallengeExpired');
  });

  it.each(WAYS)('ends when, as it begins, %s', async (_, who, ready) => {
    const [answer, step] = [await readyToAnswer(who), await ready()];
    const held = holdNextCall(RedisSessionStore, 'begin');
    const answered = answer();
    await held.reached;
    const done = step();
    await endedOrWaiting(done);
    held.release();
    await done;
    expect(await refusalOf(await answered)).toBe('UNAUTHENTICATED');
  });

  it('does not begin once the master resets the login password', async () => {
    const answer = await readyToAnswer(ODAWARA);
    const late = await racing(answer, resetByMaster, holdNextCall(RedisChallengeStore, 'consume'));
    expect(late.__typename).toBe('ChallengeExpired');
  });
});
