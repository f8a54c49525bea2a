import { getNamedType, isInputObjectType, type GraphQLInputType } from 'graphql';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { DEMO_ORGANIZATION } from '../../src/demo/demo-accounts';
import { loadConfig } from '../../src/config/load-config';
import { buildGatewaySchema } from '../../src/gateway/graphql/build-schema';
import { OPERATION_RULES } from '../../src/gateway/operations/operation-rules';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { startCoreBanking } from './support/core-banking';
import { ACCOUNT, Clerk } from './support/paper';
import { idOf, loggedIn, MASTER, MISHIMA, ODAWARA } from './support/people';
import {
  claimsOf,
  generalUserWith,
  inquire,
  kindsOfTimes,
  RIGHT_PINS,
  TRANSFER,
  transfer,
  WRONG_PIN,
} from './support/pins';

const BOTH = ['TRANSFER_REQUEST', 'TRANSFER_APPROVE'] as const;

let gateway: TestGateway;
let master: GatewayClient;
beforeEach(async () => {
  gateway = await startGateway({ FAILURES_PER_LOCKOUT: '3', LOCKOUTS_PER_SUSPENSION: '1' });
  master = await loggedIn(gateway, MASTER);
});
afterEach(() => gateway.close());

/** The receipt as an outsider verifies it, who knows the gateway's address and nothing else of it. */
async function verified(result: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', gateway.url));
  const { issuer, audience } = loadConfig(gateway.env).receipts;
  const { payload } = await jwtVerify(String(result['receipt']), keys, {
    issuer,
    audience,
    typ: 'sekisho-receipt+jwt',
    algorithms: ['EdDSA'],
  });
  return payload;
}

describe('R4 › an inquiry needs the inquiry PIN', () => {
  it('and gives a receipt that an outsider can verify', async () => {
    const result = await inquire(master);
    expect(result.__typename).toBe('InquiryAuthorized');
    const claims = await verified(result);
    expect(claims).toMatchObject({
      sub: await idOf(gateway, MASTER),
      content: { kind: 'INQUIRY' },
      organization: ACCOUNT,
    });
    expect(Date.parse(result['expiresAt'] as string)).toBe(Number(claims['exp']) * 1_000);
  });

  it('a wrong one is refused and counted, a right one clears the count', async () => {
    const wrong = (): ReturnType<typeof inquire> => inquire(master, WRONG_PIN);
    expect(await kindsOfTimes(2, wrong)).toEqual(['WrongPin', 'WrongPin']);
    expect((await inquire(master)).__typename).toBe('InquiryAuthorized');
    expect(await kindsOfTimes(3, wrong)).toEqual(['WrongPin', 'WrongPin', 'Suspended']);
  });

  it('its counter is the one of the first registration', async () => {
    await kindsOfTimes(2, () => inquire(master, WRONG_PIN));
    const input = { ...ACCOUNT, inquiryPin: WRONG_PIN };
    expect((await gateway.client().run('open-registration', { input })).__typename).toBe('Suspended');
    expect((await inquire(master)).__typename).toBe('Suspended');
  });

  it('and the permission INQUIRY, which the PIN does not stand in for', async () => {
    const general = await generalUserWith(gateway, { permissions: BOTH, transferYen: 1 });
    expect(await kindsOfTimes(4, () => inquire(general, WRONG_PIN))).toEqual(Array(4).fill('NotPermitted'));
    expect(await inquire(general)).toMatchObject({ __typename: 'NotPermitted', permission: 'INQUIRY' });
    const permitted = await generalUserWith(gateway, { permissions: ['INQUIRY'], transferYen: 0 });
    expect((await inquire(permitted)).__typename).toBe('InquiryAuthorized');
  });
});

describe('R4 › a single transfer needs the transfer, confirmation and approval PINs together', () => {
  it('and gives a receipt that names it, which the core-banking system takes once', async () => {
    const result = await transfer(master);
    expect(result.__typename).toBe('TransferAuthorized');
    expect(await verified(result)).toMatchObject({ content: { kind: 'TRANSFER', ...TRANSFER } });
    const bank = startCoreBanking(gateway.url);
    try {
      const order = { account: ACCOUNT, kind: 'TRANSFER', ...TRANSFER };
      const receipt = String(result['receipt']);
      expect(await bank.present(receipt, { ...order, amountYen: TRANSFER.amountYen + 1 })).not.toBe(
        'CARRIED_OUT',
      );
      expect(await bank.present(receipt, order)).toBe('CARRIED_OUT');
      expect(await bank.present(receipt, order)).toBe('RECEIPT_USED');
    } finally {
      await bank.close();
    }
  });

  it.each(['transferPin', 'confirmationPin', 'approvalPin'] as const)(
    'with a wrong %s it is refused in the same words',
    async (field) => {
      expect(await transfer(master, { [field]: WRONG_PIN })).toEqual({
        __typename: 'WrongPin',
        message: 'The PINs are not right. Please check all three of them.',
      });
    },
  );

  it('and both permissions, to request and to approve', async () => {
    for (const [has, lacks] of [
      ['TRANSFER_REQUEST', 'TRANSFER_APPROVE'],
      ['TRANSFER_APPROVE', 'TRANSFER_REQUEST'],
    ]) {
      const general = await generalUserWith(gateway, { permissions: [has ?? ''], transferYen: 1_000_000 });
      expect(await transfer(general)).toMatchObject({ __typename: 'NotPermitted', permission: lacks });
    }
    const general = await generalUserWith(gateway, { permissions: BOTH, transferYen: 1_000_000 });
    expect((await transfer(general)).__typename).toBe('TransferAuthorized');
  });

  it('and an amount within the user’s limit', async () => {
    const general = await generalUserWith(gateway, { permissions: BOTH, transferYen: TRANSFER.amountYen });
    expect((await transfer(general)).__typename).toBe('TransferAuthorized');
    expect(await transfer(general, { amountYen: TRANSFER.amountYen + 1 })).toMatchObject({
      __typename: 'InvalidInput',
      violations: [{ field: 'amountYen', code: 'OVER_LIMIT' }],
    });
  });

  it('every violation is told at once, and no PIN is tried before', async () => {
    const faulty = { reference: 'a b', amountYen: 0, payloadSha256: 'X', approvalPin: WRONG_PIN };
    for (let times = 0; times < 4; times += 1) {
      expect(await transfer(master, faulty)).toMatchObject({
        __typename: 'InvalidInput',
        violations: [
          { field: 'reference', code: 'INVALID_REFERENCE' },
          { field: 'amountYen', code: 'NOT_POSITIVE' },
          { field: 'payloadSha256', code: 'INVALID_HASH' },
        ],
      });
    }
    expect((await transfer(master)).__typename).toBe('TransferAuthorized');
  });
});

describe('R4 › PINs never stand in for passwords', () => {
  it('a PIN confirms nothing and logs nobody in, a password is no PIN', async () => {
    const { INQUIRY_PIN } = DEMO_ORGANIZATION.pins;
    expect((await gateway.client().login(MASTER.loginId, INQUIRY_PIN)).__typename).toBe('InvalidCredentials');
    const input = { selfApprovalAllowed: true, confirmationPassword: INQUIRY_PIN };
    expect((await master.run('update-organization-settings', { input })).__typename).toBe(
      'WrongConfirmationPassword',
    );
    expect((await inquire(master, MASTER.confirmationPassword)).__typename).toBe('WrongPin');
  });

  it('suspended PINs leave login and confirmation working, and the other PINs', async () => {
    await kindsOfTimes(3, () =>
      transfer(master, { transferPin: '1', confirmationPin: '1', approvalPin: '1' }),
    );
    expect((await inquire(master)).__typename).toBe('InquiryAuthorized');
    await kindsOfTimes(3, () => inquire(master, WRONG_PIN));
    const again = await loggedIn(gateway, MASTER);
    const { confirmationPassword } = MASTER;
    const input = { selfApprovalAllowed: true, confirmationPassword };
    expect((await again.run('update-organization-settings', { input })).__typename).toBe(
      'OrganizationSettingsUpdated',
    );
  });

  it('a suspended login leaves the PINs working for others, a locked confirmation password for oneself', async () => {
    const general = await generalUserWith(gateway, { permissions: ['INQUIRY'], transferYen: 0 });
    for (let times = 0; times < 3; times += 1) {
      await gateway.client().login(MISHIMA.loginId, 'Chigau-0ne');
      const input = { selfApprovalAllowed: true, confirmationPassword: 'Chigau-0ne' };
      await (await loggedIn(gateway, MASTER)).run('update-organization-settings', { input });
    }
    expect((await inquire(general)).__typename).toBe('InquiryAuthorized');
    expect((await transfer(await loggedIn(gateway, MASTER))).__typename).toBe('TransferAuthorized');
  });
});

describe('R4 › each PIN is counted separately, per organization', () => {
  it('two users of one organization share the counters', async () => {
    const rights = { permissions: [...BOTH, 'INQUIRY'], transferYen: 1_000_000 };
    const odawara = await generalUserWith(gateway, rights, ODAWARA);
    const mishima = await generalUserWith(gateway, rights, MISHIMA);
    await kindsOfTimes(2, () => transfer(odawara, { approvalPin: WRONG_PIN }));
    expect((await transfer(mishima, { approvalPin: WRONG_PIN })).__typename).toBe('TransferPinsSuspended');
    expect((await transfer(odawara)).__typename).toBe('TransferPinsSuspended');
    expect((await inquire(mishima)).__typename).toBe('InquiryAuthorized');
  });
});

/** The names of all entries that an input holds, those of inputs in it included. */
function entriesOf(type: GraphQLInputType): readonly string[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap(({ name, type: inner }) => [name, ...entriesOf(inner)]);
}

describe('R4 › no operation of a customer changes a PIN', () => {
  it('only these take a PIN: two verify it, one opens a registration with it, and new ones are on a form', () => {
    const mutations = Object.values(buildGatewaySchema().getMutationType()?.getFields() ?? {});
    const taking = mutations.filter(({ args }) =>
      args.some(({ type }) => entriesOf(type).some((entry) => /pin/i.test(entry))),
    );
    expect(taking.map(({ name }) => name).sort()).toEqual([
      'authorizeInquiry',
      'authorizeTransfer',
      'openRegistration',
      'receivePaperProcedure',
    ]);
    expect(OPERATION_RULES['Mutation.receivePaperProcedure']?.access).toEqual(['STAFF']);
  });
});

describe('R4, R6 › a suspended PIN', () => {
  it('is released on paper only, and works at once', async () => {
    await kindsOfTimes(2, () => transfer(master, { confirmationPin: WRONG_PIN }));
    expect(await transfer(master, { confirmationPin: WRONG_PIN })).toEqual({
      __typename: 'TransferPinsSuspended',
      message: 'The PINs for transfers cannot be used: use has been suspended after repeated lockouts.',
      guidance: 'Please apply to the helpdesk on paper to have the suspension released.',
    });
    const clerkA = await Clerk.at(gateway, 1);
    const clerkB = await Clerk.at(gateway, 2);
    const released = await clerkB.carryOut(await clerkA.received('RELEASE_PIN_SUSPENSION'));
    expect(released.__typename).toBe('PaperProcedureExecuted');
    expect((await transfer(master)).__typename).toBe('TransferAuthorized');
  });

  it('tells whom to turn to, in both languages', async () => {
    await kindsOfTimes(3, () => inquire(master, WRONG_PIN));
    expect(await inquire(master)).toMatchObject({
      credential: 'INQUIRY_PIN',
      guidance: 'Please apply to the helpdesk on paper to have the suspension released.',
    });
    const japanese = gateway.client({ 'accept-language': 'ja' });
    await japanese.login(MASTER.loginId, MASTER.loginPassword);
    expect(String((await inquire(japanese))['guidance'])).toMatch(/書面/);
  });
});

describe('R11 › authorisations in the history', () => {
  it('who authorised, and which receipt it gave out; a failure, and never a PIN', async () => {
    const inquired = await inquire(master);
    const transferred = await transfer(master);
    await inquire(master, WRONG_PIN);
    await transfer(master, { approvalPin: WRONG_PIN });
    const rows = await gateway.query<{
      type: string;
      kind: string | null;
      reason: string | null;
      object: string | null;
      actor: string;
    }>(
      `SELECT type, credential_kind AS kind, reason, object_kind || ' ' || object_id AS object, actor_user_id AS actor
         FROM history_events
        WHERE type LIKE '%AUTHORIZ%' OR type = 'INQUIRY_FAILED' ORDER BY id`,
    );
    const actor = await idOf(gateway, MASTER);
    expect(rows).toEqual([
      {
        type: 'INQUIRY_AUTHORIZED',
        kind: 'INQUIRY_PIN',
        reason: null,
        object: `RECEIPT ${String(claimsOf(inquired)['jti'])}`,
        actor,
      },
      {
        type: 'TRANSFER_AUTHORIZED',
        kind: null,
        reason: null,
        object: `RECEIPT ${String(claimsOf(transferred)['jti'])}`,
        actor,
      },
      { type: 'INQUIRY_FAILED', kind: 'INQUIRY_PIN', reason: null, object: null, actor },
      { type: 'TRANSFER_AUTHORIZATION_FAILED', kind: null, reason: null, object: null, actor },
    ]);
    const [all] = await gateway.query<{ text: string }>(
      `SELECT string_agg(to_jsonb(h)::text, ' ') AS text FROM history_events h WHERE type LIKE '%AUTHORIZ%'`,
    );
    for (const pin of [...Object.values(RIGHT_PINS), WRONG_PIN]) expect(all?.text).not.toContain(`"${pin}"`);
  });

  it('without a line in the history no receipt leaves', async () => {
    await gateway.query(`ALTER TABLE history_events
      ADD CONSTRAINT broken CHECK (type NOT IN ('INQUIRY_AUTHORIZED', 'TRANSFER_AUTHORIZED')) NOT VALID`);
    const answers = [
      await master.runRaw('authorize-inquiry', { input: { inquiryPin: DEMO_ORGANIZATION.pins.INQUIRY_PIN } }),
      await master.runRaw('authorize-transfer', { input: { ...TRANSFER, ...RIGHT_PINS } }),
    ];
    for (const { errors, text } of answers) {
      expect(errors).toHaveLength(1);
      expect(text).not.toContain('eyJ');
    }
  });
});
