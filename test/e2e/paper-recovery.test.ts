import { DEMO_ORGANIZATION } from '../../src/demo/demo-accounts';
import { startGateway, type TestGateway } from '../support/gateway';
import { form, openedToken, register, type AccountInput } from './registration-stage';
import { historyOf, kindsOf, wrongLogins } from './support/entries';
import { ACCOUNT, Clerk } from './support/paper';
import { idOf, loggedIn, MASTER, ODAWARA } from './support/people';
import { onRedisOf } from './support/redis-keys';

const { pins, name } = DEMO_ORGANIZATION;

let gateway: TestGateway;
let clerkA: Clerk;
let clerkB: Clerk;

beforeEach(async () => {
  gateway = await startGateway({ FAILURES_PER_LOCKOUT: '3', LOCKOUTS_PER_SUSPENSION: '1' });
  clerkA = await Clerk.at(gateway, 1);
  clerkB = await Clerk.at(gateway, 2);
});
afterEach(async () => {
  await gateway.close();
});

const demoAccount = (inquiryPin = pins.INQUIRY_PIN): AccountInput => ({ ...ACCOUNT, inquiryPin });

async function openings(times: number, inquiryPin: string): Promise<string[]> {
  const results = [];
  for (let entry = 0; entry < times; entry += 1) {
    results.push(await gateway.client().run('open-registration', { input: demoAccount(inquiryPin) }));
  }
  return kindsOf(results);
}

async function standing(): Promise<Record<string, unknown>> {
  return clerkA.client.run('find-organization', { account: ACCOUNT });
}

describe('R6: the master has forgotten everything', () => {
  it('the form arrives, A receives, B verifies and executes, and the master registers anew', async () => {
    const master = await loggedIn(gateway, MASTER);
    const masterId = await idOf(gateway, MASTER);
    await wrongLogins(gateway, MASTER.loginId, 3);
    const id = await clerkA.received('INITIALIZE_MASTER_CREDENTIALS');
    expect(await clerkA.execute(id)).toMatchObject({ __typename: 'NotApplicable', code: 'OWN_RECEIPT' });
    expect(await clerkB.carryOut(id)).toMatchObject({
      __typename: 'PaperProcedureExecuted',
      procedure: { state: 'EXECUTED', outstanding: false, receivedBy: { name: clerkA.person.name } },
    });

    // Nothing of the old master is left but his history; his session has ended.
    expect((await master.runRaw('viewer')).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    for (const table of ['users WHERE id', 'credentials WHERE user_id', 'security_answers WHERE user_id']) {
      expect(await gateway.query(`SELECT FROM ${table} = $1`, [masterId])).toEqual([]);
    }
    const old = await gateway.client().login(MASTER.loginId, MASTER.loginPassword);
    expect(old.__typename).toBe('InvalidCredentials');
    expect(await historyOf(gateway, masterId)).toEqual(
      expect.arrayContaining([
        'LOGIN_SUCCEEDED',
        'PAPER_RECEIVED INITIALIZE_MASTER_CREDENTIALS',
        'PAPER_VERIFIED INITIALIZE_MASTER_CREDENTIALS',
        'PAPER_EXECUTED INITIALIZE_MASTER_CREDENTIALS',
      ]),
    );
    expect(await standing()).toMatchObject({ name, masterRegistered: false, masterCredentials: [] });

    // The general users go on, and the master registers, with the same login ID if he likes: it is not suspended any more.
    await loggedIn(gateway, ODAWARA);
    const client = gateway.client();
    const token = await openedToken(client, { organizationId: '', account: demoAccount() });
    const registered = await register(client, { ...form(token), loginId: MASTER.loginId });
    expect(registered.__typename).toBe('MasterRegistered');
    const challenge = await client.loginOnly(MASTER.loginId, form(token)['loginPassword'] as string);
    expect(challenge.__typename).toBe('AdditionalAuthenticationRequired');

    // The form is used up: executing it once more touches no new master.
    expect((await clerkB.execute(id)).__typename).toBe('PaperProcedureExecuted');
    expect(await standing()).toMatchObject({ masterRegistered: true });
  });

  it('a form about the master of then does nothing to the master of now', async () => {
    const late = await clerkA.received('RELEASE_MASTER_SUSPENSION');
    const lost = await clerkA.received('INITIALIZE_MASTER_CREDENTIALS');
    await clerkB.carryOut(lost);
    const client = gateway.client();
    const token = await openedToken(client, { organizationId: '', account: demoAccount() });
    const input = form(token);
    await register(client, input);
    await wrongLogins(gateway, input['loginId'] as string, 3);
    expect(await clerkB.carryOut(late)).toMatchObject({ __typename: 'NotApplicable', code: 'NO_MASTER' });
    expect((await client.login(input['loginId'] as string, 'x')).__typename).toBe('Suspended');
    expect((await clerkB.reject(late, 'NO_LONGER_APPLICABLE')).__typename).toBe('PaperProcedureRejected');
  });
});

describe('R6: initializing reopens the first registration', () => {
  it('from the beginning: a registration that was left open before is closed', async () => {
    const { id } = (await standing()) as { id: string };
    const key = `${gateway.env['REDIS_PREFIX'] ?? ''}r:${id}`;
    // Two openings at once, one of which was used: the other came too late to be refused.
    await onRedisOf(gateway, (redis) => redis.set(key, 'token left open'));
    await clerkB.carryOut(await clerkA.received('INITIALIZE_MASTER_CREDENTIALS'));
    expect(await onRedisOf(gateway, (redis) => redis.exists(key))).toBe(0);
  });
});

describe('R6: the master is suspended', () => {
  it('and released on paper, every credential of his, the secrets kept and no session back to life', async () => {
    const master = await loggedIn(gateway, MASTER);
    for (let entry = 0; entry < 3; entry += 1) {
      await master.run('create-user', {
        input: {
          loginId: 'kojiri12',
          temporaryLoginPassword: 'Kojiri-20u',
          name: '湖尻 歩',
          email: 'kojiri@example.com',
          confirmationPassword: 'wrong-1',
        },
      });
    }
    await wrongLogins(gateway, MASTER.loginId, 3);
    const suspended = { status: 'SUSPENDED' };
    expect(await standing()).toMatchObject({
      masterCredentials: [
        { kind: 'CONFIRMATION_PASSWORD', ...suspended },
        { kind: 'LOGIN_PASSWORD', ...suspended },
        { kind: 'SECURITY_ANSWER', status: 'ACTIVE' },
      ],
    });
    const id = await clerkA.received('RELEASE_MASTER_SUSPENSION');
    expect((await clerkB.carryOut(id)).__typename).toBe('PaperProcedureExecuted');
    expect((await master.runRaw('viewer')).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const again = await loggedIn(gateway, MASTER);
    const reset = await again.run('suspend-user', {
      input: { userId: await idOf(gateway, ODAWARA), confirmationPassword: MASTER.confirmationPassword },
    });
    expect(reset.__typename).toBe('UserSuspended');
    const released = (await historyOf(gateway, await idOf(gateway, MASTER))).filter((line) =>
      line.startsWith('SUSPENSION_RELEASED'),
    );
    expect(released).toEqual(['SUSPENSION_RELEASED BY_PAPER', 'SUSPENSION_RELEASED BY_PAPER']);
  });

  it('or is not, and then the form is not applicable', async () => {
    const id = await clerkA.received('RELEASE_MASTER_SUSPENSION');
    const outcome = await clerkB.carryOut(id);
    expect(outcome).toMatchObject({ __typename: 'NotApplicable', code: 'MASTER_NOT_SUSPENDED' });
    expect(await clerkB.verify(id)).toMatchObject({ code: 'ALREADY_VERIFIED' });
  });
});

describe('R6: the master has forgotten his answers', () => {
  it('they are reset on paper, his session ends, and he registers others at the next login', async () => {
    const master = await loggedIn(gateway, MASTER);
    const id = await clerkA.received('RESET_MASTER_ADDITIONAL_AUTHENTICATION');
    expect((await clerkB.carryOut(id)).__typename).toBe('PaperProcedureExecuted');
    expect((await master.runRaw('viewer')).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const stranger = gateway.client();
    expect((await stranger.loginOnly(MASTER.loginId, MASTER.loginPassword)).__typename).toBe('LoggedIn');
    expect(await stranger.run('viewer')).toMatchObject({ requiredActions: ['REGISTER_SECURITY_ANSWERS'] });
    expect(await historyOf(gateway, await idOf(gateway, MASTER))).toContain(
      'ADDITIONAL_AUTHENTICATION_RESET BY_PAPER',
    );
  });
});

describe('R4, R6: PINs', () => {
  it('a suspended one is released on paper and works at once', async () => {
    expect(await openings(3, '0000')).toEqual(['InvalidCredentials', 'InvalidCredentials', 'Suspended']);
    expect(await openings(1, pins.INQUIRY_PIN)).toEqual(['Suspended']);
    const id = await clerkA.received('RELEASE_PIN_SUSPENSION');
    expect((await clerkB.carryOut(id)).__typename).toBe('PaperProcedureExecuted');
    expect(await openings(1, pins.INQUIRY_PIN)).toEqual(['NotApplicable']);
    const all = await historyOf(gateway);
    expect(all.filter((line) => line === 'SUSPENSION_RELEASED BY_PAPER')).toHaveLength(1);
  });

  it('with none suspended the form is not applicable', async () => {
    const id = await clerkA.received('RELEASE_PIN_SUSPENSION');
    expect(await clerkB.carryOut(id)).toMatchObject({ code: 'PIN_NOT_SUSPENDED' });
  });

  it('a change replaces those on the form and no other, clears its failures and leaves a suspension', async () => {
    const before = await pinHashes();
    await openings(2, '0000');
    const change = await clerkA.received('CHANGE_PINS', { newPins: { inquiryPin: '9042' } });
    expect((await clerkB.carryOut(change)).__typename).toBe('PaperProcedureExecuted');
    // Two failures more would suspend, had the two been kept.
    expect(await openings(2, pins.INQUIRY_PIN)).toEqual(['InvalidCredentials', 'InvalidCredentials']);
    expect(await openings(1, '9042')).toEqual(['NotApplicable']);
    const after = await pinHashes();
    expect(Object.keys(after).filter((kind) => after[kind] !== before[kind])).toEqual(['INQUIRY_PIN']);

    await openings(3, '0000');
    const again = await clerkA.received('CHANGE_PINS', { newPins: { inquiryPin: '5173' } });
    await clerkB.carryOut(again);
    expect(await openings(1, '5173')).toEqual(['Suspended']);
  });

  async function pinHashes(): Promise<Record<string, string>> {
    const rows = await gateway.query<{ kind: string; hash: string }>(
      `SELECT c.kind, c.secret_hash AS hash FROM credentials c JOIN organizations o ON o.id = c.organization_id
        WHERE c.user_id IS NULL AND o.name = $1`,
      [name],
    );
    return Object.fromEntries(rows.map(({ kind, hash }) => [kind, hash]));
  }
});

describe('R2, R6: a contract is opened on paper', () => {
  const account = { branchCode: '310', accountType: 'ORDINARY', accountNumber: '4433221' } as const;
  const entries = {
    account,
    organizationName: '舞阪水産株式会社',
    newPins: { inquiryPin: '6038', transferPin: '1947', confirmationPin: '8520', approvalPin: '3716' },
  };

  it('and its master registers, whatever strangers had tried on the account before', async () => {
    const typed = { ...account, inquiryPin: '1111' };
    for (let entry = 0; entry < 3; entry += 1)
      await gateway.client().run('open-registration', { input: typed });
    const id = await clerkA.received('OPEN_CONTRACT', entries);
    expect(await clerkA.client.run('find-organization', { account })).toBeNull();
    expect((await clerkB.carryOut(id)).__typename).toBe('PaperProcedureExecuted');
    expect(await clerkA.client.run('find-organization', { account })).toMatchObject({
      name: '舞阪水産株式会社',
      masterRegistered: false,
      pins: ['APPROVAL_PIN', 'CONFIRMATION_PIN', 'INQUIRY_PIN', 'TRANSFER_PIN'].map((kind) => ({
        kind,
        status: 'ACTIVE',
      })),
    });
    const client = gateway.client();
    const newcomer = { organizationId: '', account: { ...account, inquiryPin: '6038' } };
    const token = await openedToken(client, newcomer);
    expect((await register(client, form(token))).__typename).toBe('MasterRegistered');
  });

  it('once: a second form for the account is not applicable, at receipt or at execution', async () => {
    const first = await clerkA.received('OPEN_CONTRACT', entries);
    const second = await clerkA.received('OPEN_CONTRACT', entries);
    await clerkB.carryOut(first);
    const refused = { __typename: 'NotApplicable', code: 'CONTRACT_EXISTS' };
    expect(await clerkB.carryOut(second)).toMatchObject(refused);
    expect(await clerkA.receive('OPEN_CONTRACT', entries)).toMatchObject(refused);
  });
});
