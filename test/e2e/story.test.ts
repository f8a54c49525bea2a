import { DEMO_NEWCOMER } from '../../src/demo/demo-accounts';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayAnswer, GatewayClient, UnionResult } from '../support/gateway-client';
import { historyOf, WRONG } from './support/entries';
import { IZUMI, NAGISA } from './support/story-cast';
import {
  answers,
  enters,
  registersAnswers,
  replacesConfirmationPassword,
  replacesLoginPassword,
  settles,
} from './support/story-people';

/** One chapter follows the other: an organization from its first registration to every way back in (R2, R5). */

const TEMPORARY = 'Kojiri-20u';

let izumi = IZUMI;

let gateway: TestGateway;
let mastersDesk: GatewayClient;
let izumisDesk: GatewayClient;
let registrationToken: string;
let nagisaId: string;
let izumiId: string;

beforeAll(async () => {
  // Two wrong entries lock, and the first lockout suspends, so that the story need not wait an hour.
  gateway = await startGateway({
    LOGIN_PASSWORD_FAILURES_PER_LOCKOUT: '2',
    LOGIN_PASSWORD_LOCKOUTS_PER_SUSPENSION: '1',
  });
  mastersDesk = gateway.client();
  izumisDesk = gateway.client();
});
afterAll(() => gateway.close());

/** The master does something to a user, with his confirmation password. */
function asMaster(operation: string, userId: string, entries: object = {}): Promise<UnionResult> {
  const { confirmationPassword } = NAGISA;
  return mastersDesk.run(operation, { input: { ...entries, userId, confirmationPassword } });
}

function codeOf({ errors }: GatewayAnswer): string | null {
  return errors[0]?.extensions.code ?? null;
}

/** What is left to do, as the login tells. */
function requiredIn(result: UnionResult): unknown {
  return (result['viewer'] as { readonly requiredActions: unknown } | undefined)?.requiredActions;
}

describe('R2: an organization comes', () => {
  it('its contract exists: account and inquiry PIN open the registration', async () => {
    const { branchCode, accountType, accountNumber, pins } = DEMO_NEWCOMER;
    const input = { branchCode, accountType, accountNumber, inquiryPin: pins.INQUIRY_PIN };
    const opened = await mastersDesk.run('open-registration', { input });
    expect(opened.__typename).toBe('RegistrationOpened');
    registrationToken = opened['registrationToken'] as string;
  });

  it('the master registers himself', async () => {
    const input = { ...NAGISA, registrationToken, email: 'nagisa@example.com' };
    const registered = await mastersDesk.run('register-master-user', { input });
    expect(registered).toMatchObject({
      __typename: 'MasterRegistered',
      user: { name: NAGISA.name, role: 'MASTER' },
    });
    nagisaId = (registered['user'] as { readonly id: string }).id;
  });

  it('he logs in, and is asked one of his questions, for no device is known yet', async () => {
    const asked = await enters(mastersDesk, NAGISA);
    expect(asked.__typename).toBe('AdditionalAuthenticationRequired');
    expect(await answers(mastersDesk, asked, NAGISA)).toMatchObject({ __typename: 'LoggedIn' });
    expect(await mastersDesk.run('viewer')).toMatchObject({ name: NAGISA.name, requiredActions: [] });
  });

  it('he creates general users', async () => {
    for (const [name, loginId] of [
      [izumi.name, izumi.loginId],
      ['真鶴 岬', 'manazuru4'],
    ]) {
      const { confirmationPassword } = NAGISA;
      const input = {
        loginId,
        name,
        email: `${String(loginId)}@example.com`,
        temporaryLoginPassword: TEMPORARY,
        confirmationPassword,
      };
      const created = await mastersDesk.run('create-user', { input });
      expect(created.__typename).toBe('UserCreated');
      if (loginId === izumi.loginId) izumiId = (created['user'] as { readonly id: string }).id;
    }
    expect(await mastersDesk.run('organization')).toMatchObject({
      name: DEMO_NEWCOMER.name,
      generalUserCount: 2,
    });
  });
});

describe('R2, R8: a general user comes', () => {
  it('nothing works at the first login', async () => {
    const first = await enters(izumisDesk, { ...izumi, loginPassword: TEMPORARY });
    expect(requiredIn(first)).toEqual([
      'CHANGE_LOGIN_PASSWORD',
      'SET_CONFIRMATION_PASSWORD',
      'REGISTER_SECURITY_ANSWERS',
    ]);
    expect(codeOf(await izumisDesk.runRaw('sessions'))).toBe('ACTION_REQUIRED');
  });

  it('until she has chosen her own passwords and registered answers', async () => {
    await settles(izumisDesk, TEMPORARY, izumi);
    expect(codeOf(await izumisDesk.runRaw('sessions'))).toBeNull();
  });

  it('her device is known: she is not asked', async () => {
    expect((await enters(izumisDesk, izumi)).__typename).toBe('LoggedIn');
  });

  it('at another device she is asked once', async () => {
    const laptop = gateway.client();
    const asked = await enters(laptop, izumi);
    expect(asked.__typename).toBe('AdditionalAuthenticationRequired');
    expect((await answers(laptop, asked, izumi)).__typename).toBe('LoggedIn');
    expect((await enters(laptop, izumi)).__typename).toBe('LoggedIn');
  });
});

describe('R5: a general user forgets', () => {
  it('the login ID: the master looks it up', async () => {
    const found = await mastersDesk.runRaw('users', { search: '湯河原' });
    expect(JSON.stringify(found.data)).toContain(`"loginId":"${izumi.loginId}"`);
    expect(await mastersDesk.run('user', { id: izumiId })).toMatchObject({ loginId: izumi.loginId });
  });

  it('the login password: the master resets it, her sessions end, and she chooses another', async () => {
    await enters(izumisDesk, izumi);
    const reset = await asMaster('reset-login-password', izumiId, { temporaryPassword: TEMPORARY });
    expect(reset.__typename).toBe('LoginPasswordReset');
    expect(codeOf(await izumisDesk.runRaw('viewer'))).toBe('UNAUTHENTICATED');

    const back = await enters(izumisDesk, { ...izumi, loginPassword: TEMPORARY });
    expect(requiredIn(back)).toEqual(['CHANGE_LOGIN_PASSWORD']);
    izumi = { ...izumi, loginPassword: 'Manazuru!31' };
    await replacesLoginPassword(izumisDesk, TEMPORARY, izumi.loginPassword);
    expect(requiredIn(await enters(izumisDesk, izumi))).toEqual([]);
  });

  it('the confirmation password: the master resets it, her sessions end, and she chooses another', async () => {
    const reset = await asMaster('reset-confirmation-password', izumiId, { temporaryPassword: TEMPORARY });
    expect(reset.__typename).toBe('ConfirmationPasswordReset');
    expect(codeOf(await izumisDesk.runRaw('viewer'))).toBe('UNAUTHENTICATED');

    expect(requiredIn(await enters(izumisDesk, izumi))).toEqual(['SET_CONFIRMATION_PASSWORD']);
    izumi = { ...izumi, confirmationPassword: 'Atami_o!27' };
    await replacesConfirmationPassword(izumisDesk, TEMPORARY, izumi.confirmationPassword);
    expect(requiredIn(await enters(izumisDesk, izumi))).toEqual([]);
  });

  it('the security answers: the master resets them, no device is known any more, and she registers others', async () => {
    const phone = gateway.client();
    const asked = await enters(phone, izumi);
    const forgot = await answers(phone, asked, { ...izumi, securityAnswers: [] });
    expect(forgot.__typename).toBe('WrongAnswer');

    const reset = await asMaster('reset-additional-authentication', izumiId);
    expect(reset.__typename).toBe('AdditionalAuthenticationReset');
    expect(requiredIn(await enters(izumisDesk, izumi))).toEqual(['REGISTER_SECURITY_ANSWERS']);
    izumi = {
      ...izumi,
      securityAnswers: [
        { questionId: 4, answer: 'こころ' },
        { questionId: 5, answer: '京都' },
        { questionId: 9, answer: 'パイロット' },
      ],
    };
    await registersAnswers(izumisDesk, izumi);
    expect(requiredIn(await enters(izumisDesk, izumi))).toEqual([]);
    const fresh = await enters(phone, izumi);
    expect((await answers(phone, fresh, izumi)).__typename).toBe('LoggedIn');
  });

  it('everything, and is suspended: a reset does not lift that, the master releases it', async () => {
    const wrong = { ...izumi, loginPassword: WRONG };
    expect((await enters(izumisDesk, wrong)).__typename).toBe('InvalidCredentials');
    expect((await enters(izumisDesk, wrong)).__typename).toBe('Suspended');
    await asMaster('reset-login-password', izumiId, { temporaryPassword: TEMPORARY });
    const temporary = { ...izumi, loginPassword: TEMPORARY };
    expect((await enters(izumisDesk, temporary)).__typename).toBe('Suspended');

    expect((await asMaster('release-suspension', izumiId)).__typename).toBe('SuspensionReleased');
    expect(requiredIn(await enters(izumisDesk, temporary))).toEqual(['CHANGE_LOGIN_PASSWORD']);
    await replacesLoginPassword(izumisDesk, TEMPORARY, izumi.loginPassword);
    expect(requiredIn(await enters(izumisDesk, izumi))).toEqual([]);
  });

  it('and all of it is on record', async () => {
    const told = await historyOf(gateway, izumiId);
    expect(told.filter((event) => event.endsWith('BY_MASTER'))).toEqual([
      'SECRET_RESET BY_MASTER',
      'SECRET_RESET BY_MASTER',
      'ADDITIONAL_AUTHENTICATION_RESET BY_MASTER',
      'SECRET_RESET BY_MASTER',
      'SUSPENSION_RELEASED BY_MASTER',
    ]);
  });
});

describe('R5: for the master there is paper only', () => {
  it.each([
    ['reset-login-password', { temporaryPassword: TEMPORARY }],
    ['reset-confirmation-password', { temporaryPassword: TEMPORARY }],
    ['reset-additional-authentication', {}],
    ['suspend-user', {}],
    ['release-suspension', {}],
    ['delete-user', {}],
  ])('%s refuses himself', async (operation, entries) => {
    expect(await asMaster(operation, nagisaId, entries)).toMatchObject({
      __typename: 'NotApplicable',
      code: 'OWN_ACCOUNT',
    });
  });

  it('his users have no such power over him', async () => {
    const to = { userId: nagisaId, confirmationPassword: izumi.confirmationPassword };
    for (const [operation, input] of [
      ['reset-login-password', { ...to, temporaryPassword: TEMPORARY }],
      ['release-suspension', to],
      ['delete-user', to],
    ] as const) {
      expect(codeOf(await izumisDesk.runRaw(operation, { input }))).toBe('FORBIDDEN');
    }
  });

  it('suspended, he is pointed to the helpdesk, and the session that he had has no rights', async () => {
    const elsewhere = gateway.client();
    await enters(elsewhere, { ...NAGISA, loginPassword: WRONG });
    const suspended = await enters(elsewhere, { ...NAGISA, loginPassword: WRONG });
    expect(suspended).toMatchObject({
      __typename: 'Suspended',
      guidance: expect.stringContaining('The master user applies to the helpdesk on paper') as string,
    });
    expect(codeOf(await mastersDesk.runRaw('viewer'))).toBe('UNAUTHENTICATED');
    expect((await enters(mastersDesk, NAGISA)).__typename).toBe('Suspended');
  });

  it('his users work on meanwhile', async () => {
    expect(codeOf(await izumisDesk.runRaw('sessions'))).toBeNull();
  });
});
