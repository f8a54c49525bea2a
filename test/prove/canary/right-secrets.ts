import { DEMO_NEWCOMER } from '../../../src/demo/demo-accounts';
import { Clerk } from '../../e2e/support/paper';
import {
  answers,
  enters,
  registersAnswers,
  replacesConfirmationPassword,
  replacesLoginPassword,
  type Person,
} from '../../e2e/support/story-people';
import type { GatewayClient } from '../../support/gateway-client';
import type { Canaries } from './canaries';
import { succeeds } from './succeeds';

interface Visitors {
  client(): GatewayClient;
}

/**
 * Operations that take a secret and succeed with it: a registration, logins by token and by cookie, a first login,
 * changes and resets, and what staff enter from paper. Every password and answer that it makes up is a canary.
 * @throws Error if one is refused, since a refusal would prove less
 */
export async function useRightSecrets(gateway: Visitors, canaries: Canaries): Promise<void> {
  const master = person(canaries, 'Someone');
  const desk = gateway.client();
  await register(desk, master);
  await logIn(desk, master);
  const general = person(canaries, 'Somebody');
  const userId = await createGeneral(desk, master, general, canaries);
  await firstLogin(gateway.client(), general, canaries);
  const asMaster = async (operation: string, expected: string, entries: object = {}): Promise<void> => {
    const input = { userId, confirmationPassword: master.confirmationPassword, ...entries };
    succeeds(await desk.run(operation, { input }), expected);
  };
  await asMaster('reset-login-password', 'LoginPasswordReset', { temporaryPassword: canaries.next() });
  await asMaster('reset-confirmation-password', 'ConfirmationPasswordReset', {
    temporaryPassword: canaries.next(),
  });
  await asMaster('reset-additional-authentication', 'AdditionalAuthenticationReset');
  await asMaster('suspend-user', 'UserSuspended');
  await asMaster('release-suspension', 'SuspensionReleased');
  for (const query of [
    'users',
    'organization',
    'sessions',
    'trusted-devices',
    'operation-history',
    'viewer',
  ]) {
    await desk.run(query);
  }
  await desk.run('users', { search: general.loginId });
  await asMaster('delete-user', 'UserDeleted');
  await byCookie(gateway.client(), master);
  await onPaper(gateway, canaries);
}

function person(canaries: Canaries, name: string): Person {
  return {
    name,
    loginId: canaries.next(),
    loginPassword: canaries.next(),
    confirmationPassword: canaries.next(),
    securityAnswers: [1, 2, 3].map((questionId) => ({ questionId, answer: canaries.next() })),
  };
}

async function register(desk: GatewayClient, master: Person): Promise<void> {
  const { branchCode, accountType, accountNumber, pins } = DEMO_NEWCOMER;
  const account = { branchCode, accountType, accountNumber, inquiryPin: pins.INQUIRY_PIN };
  const opened = await desk.run('open-registration', { input: account });
  succeeds(opened, 'RegistrationOpened');
  const { registrationToken } = opened;
  const input = { ...master, registrationToken, email: 'someone@example.com' };
  succeeds(await desk.run('register-master-user', { input }), 'MasterRegistered');
}

async function logIn(desk: GatewayClient, who: Person): Promise<void> {
  succeeds(await answers(desk, await enters(desk, who), who), 'LoggedIn');
}

async function createGeneral(
  desk: GatewayClient,
  master: Person,
  general: Person,
  canaries: Canaries,
): Promise<string> {
  const created = await desk.run('create-user', {
    input: {
      loginId: general.loginId,
      temporaryLoginPassword: general.loginPassword,
      temporaryConfirmationPassword: canaries.next(),
      name: general.name,
      email: 'somebody@example.com',
      confirmationPassword: master.confirmationPassword,
    },
  });
  succeeds(created, 'UserCreated');
  const userId = (created['user'] as { readonly id: string }).id;
  const { confirmationPassword } = master;
  const reset = { userId, confirmationPassword, temporaryPassword: general.confirmationPassword };
  succeeds(await desk.run('reset-confirmation-password', { input: reset }), 'ConfirmationPasswordReset');
  return userId;
}

/** A first login replaces everything that somebody else has set. */
async function firstLogin(desk: GatewayClient, general: Person, canaries: Canaries): Promise<void> {
  succeeds(await enters(desk, general), 'LoggedIn');
  await replacesLoginPassword(desk, general.loginPassword, canaries.next());
  await replacesConfirmationPassword(desk, general.confirmationPassword, canaries.next());
  await registersAnswers(desk, general);
}

async function byCookie(
  desk: GatewayClient,
  { loginId, loginPassword, securityAnswers }: Person,
): Promise<void> {
  const asked = await desk.run('login', { input: { loginId, loginPassword, delivery: 'COOKIE' } });
  succeeds(asked, 'AdditionalAuthenticationRequired');
  const { id } = asked['question'] as { readonly id: number };
  const answer = securityAnswers.find(({ questionId }) => questionId === id)?.answer;
  const { challengeToken } = asked;
  const input = { challengeToken, answer, delivery: 'COOKIE' };
  succeeds(await desk.run('answer-security-question', { input }), 'LoggedIn');
  await desk.run('viewer');
  await desk.run('logout');
}

async function onPaper(gateway: Visitors, canaries: Canaries): Promise<void> {
  const [first, second] = [await Clerk.at(gateway, 1), await Clerk.at(gateway, 2)];
  const account = { branchCode: '003', accountType: 'ORDINARY', accountNumber: '7700001' };
  const newPins = { inquiryPin: '6039', transferPin: '1948', confirmationPin: '8521', approvalPin: '3717' };
  const opened = await first.received('OPEN_CONTRACT', { account, organizationName: 'Hakone', newPins });
  succeeds(await second.carryOut(opened), 'PaperProcedureExecuted');
  const restored = await first.received('RESTORE_STAFF', {
    account: null,
    staffEmail: 'helpdesk3@example.com',
    temporaryLoginPassword: canaries.next(),
  });
  succeeds(await second.carryOut(restored), 'PaperProcedureExecuted');
  const rejected = await first.received('OPEN_CONTRACT', {
    account: { ...account, accountNumber: '7700002' },
    organizationName: 'Hakone',
    newPins,
  });
  succeeds(await second.reject(rejected), 'PaperProcedureRejected');
}
