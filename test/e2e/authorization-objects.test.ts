import { randomUUID } from 'node:crypto';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { approvalStage, shown, type ApprovalStage } from './support/approvals';
import { WRONG } from './support/entries';
import { everyOperation } from './support/every-operation';
import { newcomer } from './support/newcomer';
import { otherOrganization, type OtherOrganization } from './support/other-organization';
import { CLERK, idOf, loggedIn, MASTER, MISHIMA, ODAWARA } from './support/people';

const { confirmationPassword } = MASTER;
const temporaryPassword = 'Ebisu#4torii';

/** What names a user: its document, its other entries, and what comes of it for a user of one's own organization. */
const ON_USERS = [
  ['Query.user', 'user', null, undefined],
  ['Mutation.updateUser', 'update-user', { version: 1, name: '改姓 泉' }, 'UserUpdated'],
  ['Mutation.suspendUser', 'suspend-user', {}, 'UserSuspended'],
  ['Mutation.releaseSuspension', 'release-suspension', {}, 'NotApplicable'],
  ['Mutation.resetLoginPassword', 'reset-login-password', { temporaryPassword }, 'LoginPasswordReset'],
  [
    'Mutation.resetConfirmationPassword',
    'reset-confirmation-password',
    { temporaryPassword },
    'ConfirmationPasswordReset',
  ],
  [
    'Mutation.resetAdditionalAuthentication',
    'reset-additional-authentication',
    {},
    'AdditionalAuthenticationReset',
  ],
  ['Mutation.deleteUser', 'delete-user', {}, 'UserDeleted'],
] as const;

/** What names something of one's own: its document, its entry, the list that has the identifiers. */
const ON_ONES_OWN = [
  ['Mutation.endSession', 'end-session', 'sessionId', 'sessions', 'SessionEnded'],
  [
    'Mutation.forgetTrustedDevice',
    'forget-trusted-device',
    'deviceId',
    'trusted-devices',
    'TrustedDeviceForgotten',
  ],
] as const;

let approvals: ApprovalStage;

/** What names an approval request: its document and its other entries. */
const ON_REQUESTS = [
  [
    'Mutation.submitApprovalRequest',
    'submit-approval-request',
    () => ({ ...approvals.entries(), contentVersion: 1 }),
  ],
  ['Mutation.approve', 'approve', () => ({ contentVersion: 1, confirmationPassword })],
  ['Mutation.remand', 'remand', () => ({ contentVersion: 1, reason: '金額' })],
  ['Mutation.withdraw', 'withdraw', () => ({})],
  ['Mutation.cancelApproval', 'cancel-approval', () => ({ confirmationPassword })],
  ['Mutation.deleteApprovalRequest', 'delete-approval-request', () => ({})],
] as const;

/** What names a form: the helpdesk serves every organization, so that its forms are nobody's own. */
const ON_FORMS = [
  ['Mutation.verifyPaperProcedure', 'verify-paper-procedure', {}],
  ['Mutation.executePaperProcedure', 'execute-paper-procedure', {}],
  ['Mutation.rejectPaperProcedure', 'reject-paper-procedure', { reason: 'ILLEGIBLE' }],
] as const;

let gateway: TestGateway;
let other: OtherOrganization;
let master: GatewayClient;
beforeAll(async () => {
  gateway = await startGateway({ SESSION_SINGLE: 'off' });
  other = await otherOrganization(gateway);
  master = await loggedIn(gateway, MASTER);
});
afterAll(() => gateway.close());

it('these are all the operations that name an object', () => {
  const named = [...ON_USERS, ...ON_ONES_OWN, ...ON_REQUESTS, ...ON_FORMS, ['Query.operationHistory']].map(
    ([operation]) => operation,
  );
  const naming = everyOperation().filter(({ namesAnObject }) => namesAnObject);
  expect([...named].sort()).toEqual(naming.map(({ name }) => name).sort());
});

/** Status and whole body. */
async function replyTo(client: GatewayClient, document: string, variables: object): Promise<string> {
  const { status, text } = await client.runRaw(document, variables);
  return `${String(status)} ${text}`;
}

async function firstIn(client: GatewayClient, list: string): Promise<string> {
  const { data } = await client.runRaw(list);
  const [first] = Object.values(data ?? {}).flat() as { readonly id: string }[];
  if (first === undefined) throw new Error(`there are no ${list}`);
  return first.id;
}

let colleagues = 100;
/** The identifier of a new general user of the master's own organization. */
async function newColleague(): Promise<string> {
  colleagues += 1;
  const input = newcomer({ loginId: `ito${String(colleagues)}` });
  const { user } = await master.run('create-user', { input });
  return (user as { readonly id: string }).id;
}

describe('R5: another organization’s user', () => {
  it.each(ON_USERS)('%s: is not found, as if there were none', async (_operation, document, entries, own) => {
    const reply = (userId: string, password = confirmationPassword): Promise<string> =>
      replyTo(
        master,
        document,
        entries === null ? { id: userId } : { input: { ...entries, userId, confirmationPassword: password } },
      );
    const nobody = await reply(randomUUID());
    expect(nobody).toMatch(/"__typename":"NotFound"|"user":null/);
    for (const userId of [other.generalUserId, other.masterId, await idOf(gateway, CLERK), 'x', '']) {
      expect(await reply(userId)).toBe(nobody);
    }
    expect(await reply(other.generalUserId, WRONG)).toBe(await reply(randomUUID(), WRONG));

    const id = await newColleague();
    expect(await reply(id)).toContain(own === undefined ? `"id":"${id}"` : `"__typename":"${own}"`);
  });

  it('is as it was after all of this', async () => {
    const { data } = await other.master.runRaw('user', { id: other.generalUserId });
    expect(data?.['user']).toMatchObject({ name: newcomer().name, version: 1 });
    const credentials = (data?.['user'] as { credentials: { kind: string; status: string }[] }).credentials;
    expect(credentials).toEqual([expect.objectContaining({ kind: 'LOGIN_PASSWORD', status: 'ACTIVE' })]);
  });

  it('has no history, as if there were none', async () => {
    const reply = (subjectUserId: string): Promise<string> =>
      replyTo(master, 'operation-history', { subjectUserId });
    const nobody = await reply(randomUUID());
    expect(nobody).toContain('"edges":[]');
    expect(await reply(other.generalUserId)).toBe(nobody);
    expect(await reply(await idOf(gateway, MASTER))).not.toBe(nobody);
  });

  it('is not in the list, whatever is searched for', async () => {
    const { data } = await master.runRaw('users', { search: 'kosai005' });
    expect(JSON.stringify(data)).not.toContain(other.generalUserId);
    expect(JSON.stringify((await other.master.runRaw('users')).data)).toContain(other.generalUserId);
  });
});

describe.each(ON_ONES_OWN)('%s', (_operation, document, entry, list, done) => {
  it.each([
    ['a general user', ODAWARA],
    ['a master', MASTER],
    ['a clerk', CLERK],
  ])(
    '%s finds his own only; a colleague’s and another organization’s are as if there were none',
    async (_role, person) => {
      const client = await loggedIn(gateway, person);
      const colleague = await loggedIn(gateway, MISHIMA);
      const reply = (id: string): Promise<string> => replyTo(client, document, { input: { [entry]: id } });
      const nobody = await reply(randomUUID());
      expect(nobody).toContain('"__typename":"NotFound"');
      const others = [await firstIn(other.master, list), await firstIn(colleague, list)];
      for (const id of [...others, 'x', '']) expect(await reply(id)).toBe(nobody);
      expect([await firstIn(other.master, list), await firstIn(colleague, list)]).toEqual(others);
      expect(await reply(await firstIn(client, list))).toContain(`"__typename":"${done}"`);
    },
  );
});

describe('R10: an approval request of another organization, or a colleague’s draft', () => {
  beforeAll(async () => {
    approvals = await approvalStage(gateway);
  });

  it.each(ON_REQUESTS)('%s: is not found, as if there were none', async (_operation, document, entries) => {
    const reply = (client: GatewayClient, approvalRequestId: string): Promise<string> =>
      replyTo(client, document, { input: { ...entries(), approvalRequestId } });
    const foreign = (await approvals.waiting()).id;
    const nobody = await reply(other.master, randomUUID());
    expect(nobody).toContain('"__typename":"NotFound"');
    for (const id of [foreign, 'x', '']) expect(await reply(other.master, id)).toBe(nobody);
    const draft = shown(await approvals.requester.submit(approvals.entries({ asDraft: true })));
    expect(await reply(approvals.master.client, draft.id)).toBe(nobody);
    expect(await reply(approvals.master.client, foreign)).not.toBe(nobody);
  });

  it('another organization’s user cannot be named as the approver, as if there were none', async () => {
    const { client } = approvals.requester;
    const entries = approvals.entries();
    const reply = (approverUserId: string): Promise<string> =>
      replyTo(client, 'submit-approval-request', { input: { ...entries, approverUserId } });
    const nobody = await reply(randomUUID());
    expect(nobody).toContain('"code":"UNKNOWN_APPROVER"');
    for (const id of [other.generalUserId, other.masterId, await idOf(gateway, CLERK), 'x', '']) {
      expect(await reply(id)).toBe(nobody);
    }
  });
});

describe('a form that there is not', () => {
  it.each(ON_FORMS)('%s: is not found, whatever it is called', async (_operation, document, entries) => {
    const clerk = await loggedIn(gateway, CLERK);
    const reply = (procedureId: string): Promise<string> =>
      replyTo(clerk, document, {
        input: { ...entries, procedureId, confirmationPassword: CLERK.confirmationPassword },
      });
    const nobody = await reply(randomUUID());
    expect(nobody).toContain('"__typename":"NotFound"');
    for (const id of ['x', '']) expect(await reply(id)).toBe(nobody);
  });
});
