import type { PlaygroundTab } from './playground-tab';

/** The operations that get a tab, in the order in which one tries them out. */
export type ExampleTabName =
  | 'login'
  | 'answerSecurityQuestion'
  | 'viewer'
  | 'users'
  | 'createUser'
  | 'updateUser'
  | 'resetLoginPassword'
  | 'suspendUser'
  | 'releaseSuspension'
  | 'submitApprovalRequest'
  | 'approvalRequests'
  | 'approve'
  | 'authorizeInquiry'
  | 'authorizeTransfer'
  | 'logout'
  | 'openRegistration'
  | 'registerMasterUser';

/** Variables by tab; demo mode gives those of the demo users. */
export type ExampleVariables = Readonly<Partial<Record<ExampleTabName, Readonly<Record<string, unknown>>>>>;

interface Example {
  readonly name: ExampleTabName;
  /** File name in schema/operations, without extension. */
  readonly document: string;
  /** A form to fill in, for a gateway without demo users. */
  readonly blank?: Readonly<Record<string, unknown>>;
}

const EXAMPLES: readonly Example[] = [
  { name: 'login', document: 'login', blank: { input: { loginId: '', loginPassword: '' } } },
  {
    name: 'answerSecurityQuestion',
    document: 'answer-security-question',
    blank: { input: { challengeToken: '', answer: '' } },
  },
  { name: 'viewer', document: 'viewer' },
  { name: 'users', document: 'users', blank: { first: 20 } },
  {
    name: 'createUser',
    document: 'create-user',
    blank: {
      input: { loginId: '', temporaryLoginPassword: '', name: '', email: '', confirmationPassword: '' },
    },
  },
  {
    name: 'updateUser',
    document: 'update-user',
    blank: { input: { userId: '', version: 1, permissions: ['INQUIRY'], confirmationPassword: '' } },
  },
  {
    name: 'resetLoginPassword',
    document: 'reset-login-password',
    blank: { input: { userId: '', temporaryPassword: '', confirmationPassword: '' } },
  },
  {
    name: 'suspendUser',
    document: 'suspend-user',
    blank: { input: { userId: '', confirmationPassword: '' } },
  },
  {
    name: 'releaseSuspension',
    document: 'release-suspension',
    blank: { input: { userId: '', confirmationPassword: '' } },
  },
  {
    name: 'submitApprovalRequest',
    document: 'submit-approval-request',
    blank: {
      input: {
        kind: 'TRANSFER',
        title: '',
        itemCount: 1,
        totalAmountYen: 1,
        payloadSha256: '',
        approverUserId: '',
        deadline: '',
      },
    },
  },
  { name: 'approvalRequests', document: 'approval-requests', blank: { first: 20 } },
  {
    name: 'approve',
    document: 'approve',
    blank: { input: { approvalRequestId: '', contentVersion: 1, confirmationPassword: '' } },
  },
  { name: 'authorizeInquiry', document: 'authorize-inquiry', blank: { input: { inquiryPin: '' } } },
  {
    name: 'authorizeTransfer',
    document: 'authorize-transfer',
    blank: {
      input: {
        reference: '',
        amountYen: 1,
        payloadSha256: '',
        transferPin: '',
        confirmationPin: '',
        approvalPin: '',
      },
    },
  },
  { name: 'logout', document: 'logout' },
  {
    name: 'openRegistration',
    document: 'open-registration',
    blank: { input: { branchCode: '', accountType: 'ORDINARY', accountNumber: '', inquiryPin: '' } },
  },
  {
    name: 'registerMasterUser',
    document: 'register-master-user',
    blank: {
      input: {
        registrationToken: '',
        loginId: '',
        loginPassword: '',
        confirmationPassword: '',
        name: '',
        email: '',
        securityAnswers: [1, 2, 3].map((questionId) => ({ questionId, answer: '' })),
      },
    },
  },
];

/**
 * The tabs that the Playground opens with.
 *
 * @param documents as {@link readOperationDocuments} reads them
 * @param variables replace the blank form of a tab
 * @throws Error when a tab's document is missing
 */
export function exampleTabs(
  documents: ReadonlyMap<string, string>,
  variables: ExampleVariables = {},
): readonly PlaygroundTab[] {
  return EXAMPLES.map(({ name, document, blank }) => {
    const query = documents.get(document);
    if (query === undefined) throw new Error(`The Playground's tab ${name} needs ${document}.graphql.`);
    const values = variables[name] ?? blank;
    return values === undefined ? { name, query } : { name, query, variables: values };
  });
}
