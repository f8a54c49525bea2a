import { DEMO_ORGANIZATION } from '../../src/demo/demo-accounts';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayAnswer } from '../support/gateway-client';
import {
  addNewcomer,
  unknownAccount,
  wrongPin,
  type AccountInput,
  type Newcomer,
} from './registration-stage';

/** What a stranger sees of an answer, but for what changes from one request to the next. */
function visible({ status, headers, text }: GatewayAnswer): unknown {
  const changing = ['date', 'x-request-id', 'ratelimit'];
  const steady = [...headers].filter(([name]) => !changing.includes(name));
  return {
    status,
    names: [...headers.keys()],
    steady,
    text: text.replaceAll(/"\d{4}-\d\d-\d\dT[^"]+"/g, 'TIME'),
  };
}

describe('R2: opening a registration', () => {
  let gateway: TestGateway;
  let newcomer: Newcomer;
  const open = (input: AccountInput) => gateway.client().run('open-registration', { input });

  beforeAll(async () => {
    gateway = await startGateway();
    newcomer = await addNewcomer(gateway);
  });

  afterAll(() => gateway.close());

  it('takes the account and its inquiry PIN', async () => {
    const result = await open(newcomer.account);
    expect(result).toEqual({
      __typename: 'RegistrationOpened',
      registrationToken: expect.stringMatching(/^[A-Za-z0-9_-]{64}$/) as string,
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    });
  });

  it('takes full-width digits and spaces for what they stand for', async () => {
    const result = await open({ ...newcomer.account, branchCode: ' ７００' });
    expect(result.__typename).toBe('RegistrationOpened');
  });

  it.each<[string, Partial<AccountInput>]>([
    ['another branch', { branchCode: '701' }],
    ['another kind of account', { accountType: 'ORDINARY' }],
    ['letters', { accountNumber: 'abcdefg' }],
    ['nothing', { branchCode: '', accountNumber: '' }],
    ['a NUL', { branchCode: '\0', accountNumber: '\0' }],
    ['half a surrogate pair', { accountNumber: '\ud800' }],
    ['a very long text', { accountNumber: '1'.repeat(10_000) }],
    ['another PIN', { inquiryPin: '0000' }],
    ['no PIN', { inquiryPin: '' }],
    ['no PIN at all', { inquiryPin: 'not a PIN \0' }],
  ])('calls %s a wrong account or PIN', async (_what, wrong) => {
    expect(await open({ ...newcomer.account, ...wrong })).toEqual({
      __typename: 'InvalidCredentials',
      message: 'The account or the inquiry PIN is not right.',
    });
    // The counter is not what this is about: a right PIN sets it back.
    await open(newcomer.account);
  });

  it('is refused to an organization that has its master, and says so to nobody without the PIN', async () => {
    const { pins, branchCode, accountType, accountNumber } = DEMO_ORGANIZATION;
    const account = { branchCode, accountType, accountNumber };
    expect(await open({ ...account, inquiryPin: '0000' })).toMatchObject({
      __typename: 'InvalidCredentials',
    });
    expect(await open({ ...account, inquiryPin: pins.TRANSFER_PIN })).toMatchObject({
      __typename: 'InvalidCredentials',
    });
    expect(await open({ ...account, inquiryPin: pins.INQUIRY_PIN })).toMatchObject({
      __typename: 'NotApplicable',
      code: 'ALREADY_REGISTERED',
    });
  });

  it('checks one PIN a request', async () => {
    const answer = await gateway.client().send(
      `mutation ($one: OpenRegistrationInput!, $other: OpenRegistrationInput!) {
         one: openRegistration(input: $one) { __typename }
         other: openRegistration(input: $other) { __typename }
       }`,
      { one: newcomer.account, other: unknownAccount() },
    );
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['TOO_MANY_SECRETS']);
  });

  it('records who was refused and who was let in, and nothing that was typed', async () => {
    const other = await addNewcomer(gateway);
    const unknown = unknownAccount();
    await open(unknown);
    await open({ ...other.account, inquiryPin: wrongPin(other.account) });
    await open(other.account);
    const events = await gateway.query<Record<string, unknown>>(
      `SELECT type, organization_id, credential_kind, actor_user_id, subject_user_id, host(ip) AS ip, user_agent, reason
         FROM history_events ORDER BY id DESC LIMIT 3`,
    );
    expect(events.map(({ type, organization_id: id, credential_kind: kind }) => [type, id, kind])).toEqual([
      ['REGISTRATION_OPENED', other.organizationId, 'INQUIRY_PIN'],
      ['INQUIRY_FAILED', other.organizationId, 'INQUIRY_PIN'],
      ['INQUIRY_FAILED', null, 'INQUIRY_PIN'],
    ]);
    for (const typed of [unknown.accountNumber, unknown.inquiryPin, other.account.accountNumber]) {
      expect(JSON.stringify(events)).not.toContain(typed);
    }
  });
});

describe('R7: failures at the inquiry PIN', () => {
  const LOCKED = 'LockedOut';
  const WRONG = 'InvalidCredentials';

  async function tries(gateway: TestGateway, input: AccountInput, count: number): Promise<GatewayAnswer[]> {
    const answers = [];
    for (let made = 0; made < count; made += 1) {
      answers.push(await gateway.client().runRaw('open-registration', { input }));
    }
    return answers;
  }

  const typename = ({ data }: GatewayAnswer): string =>
    (data?.['openRegistration'] as { __typename: string }).__typename;

  describe('with the usual limits', () => {
    let gateway: TestGateway;
    beforeAll(async () => {
      gateway = await startGateway();
    });
    afterAll(() => gateway.close());

    it('the fifth locks, known account or not, with nothing to tell them apart', async () => {
      const { account } = await addNewcomer(gateway);
      const known = await tries(gateway, { ...account, inquiryPin: wrongPin(account) }, 6);
      const unknown = await tries(gateway, unknownAccount(), 6);
      expect(known.map(typename)).toEqual([WRONG, WRONG, WRONG, WRONG, LOCKED, LOCKED]);
      expect(unknown.map(masked)).toEqual(known.map(masked));
    });

    it('while locked the right PIN is refused', async () => {
      const { account } = await addNewcomer(gateway);
      await tries(gateway, { ...account, inquiryPin: wrongPin(account) }, 5);
      expect((await tries(gateway, account, 2)).map(typename)).toEqual([LOCKED, LOCKED]);
    });

    it('a right PIN clears them', async () => {
      const { account } = await addNewcomer(gateway);
      const wrong = { ...account, inquiryPin: wrongPin(account) };
      await tries(gateway, wrong, 4);
      expect((await tries(gateway, account, 1)).map(typename)).toEqual(['RegistrationOpened']);
      expect((await tries(gateway, wrong, 4)).map(typename)).toEqual([WRONG, WRONG, WRONG, WRONG]);
    });

    it('count together however the account is typed', async () => {
      const { account } = await addNewcomer(gateway);
      const wrong = { ...account, inquiryPin: wrongPin(account) };
      await tries(gateway, wrong, 2);
      await tries(gateway, { ...wrong, branchCode: '７００' }, 2);
      expect(
        (await tries(gateway, { ...wrong, accountNumber: ` ${wrong.accountNumber}` }, 1)).map(typename),
      ).toEqual([LOCKED]);
    });

    it('of many at once, five are checked', async () => {
      const { account, organizationId } = await addNewcomer(gateway);
      const wrong = { ...account, inquiryPin: wrongPin(account) };
      await Promise.all(
        Array.from({ length: 30 }, () => gateway.client().runRaw('open-registration', { input: wrong })),
      );
      const [counted] = await gateway.query<{ failed: number; locked: number }>(
        `SELECT count(*) FILTER (WHERE type = 'INQUIRY_FAILED')::int AS failed,
                count(*) FILTER (WHERE type = 'LOCKED_OUT')::int AS locked
           FROM history_events WHERE organization_id = $1`,
        [organizationId],
      );
      expect(counted).toEqual({ failed: 4, locked: 1 });
    });
  });

  it('suspend at the last lockout, known account or not, with nothing to tell them apart', async () => {
    const gateway = await startGateway({ INQUIRY_PIN_LOCKOUTS_PER_SUSPENSION: '1' });
    try {
      const { account } = await addNewcomer(gateway);
      const known = await tries(gateway, { ...account, inquiryPin: wrongPin(account) }, 6);
      const unknown = await tries(gateway, unknownAccount(), 6);
      expect(known.map(typename)).toEqual([WRONG, WRONG, WRONG, WRONG, 'Suspended', 'Suspended']);
      expect(unknown.map(masked)).toEqual(known.map(masked));
      expect(known.at(-1)?.text).toContain('helpdesk on paper');
    } finally {
      await gateway.close();
    }
  });

  it('are throttled by network address besides', async () => {
    const gateway = await startGateway({ LOGIN_THROTTLE_POINTS: '2' });
    try {
      const [, , third] = await tries(gateway, unknownAccount(), 3);
      expect(third?.status).toBe(429);
      expect(third?.errors.map(({ extensions }) => extensions.code)).toEqual(['THROTTLED']);
    } finally {
      await gateway.close();
    }
  });
});

/** Seconds and times of day differ by when one asks, not by whom. */
function masked(answer: GatewayAnswer): unknown {
  return JSON.parse(
    JSON.stringify(visible(answer))
      .replaceAll(/retryAfterSeconds\\":\d+/g, 'retryAfterSeconds\\":0')
      .replaceAll(/after [^"\\]*\./g, 'after then.'),
  ) as unknown;
}
