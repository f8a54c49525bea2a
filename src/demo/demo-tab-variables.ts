import type { DataSource } from 'typeorm';
import { UserEntity } from '../users/user-entity';
import { DEMO_NEWCOMER, DEMO_ORGANIZATION, DEMO_USERS } from './demo-accounts';

/** The tabs that the demo fills in. */
type DemoTabName =
  | 'login'
  | 'answerSecurityQuestion'
  | 'createUser'
  | 'updateUser'
  | 'resetLoginPassword'
  | 'suspendUser'
  | 'releaseSuspension'
  | 'submitApprovalRequest'
  | 'approve'
  | 'authorizeInquiry'
  | 'authorizeTransfer'
  | 'openRegistration'
  | 'registerMasterUser';

/** The variables of each. */
export type DemoTabVariables = Readonly<Partial<Record<DemoTabName, { readonly input: object }>>>;

const master = DEMO_USERS.find(({ role }) => role === 'MASTER');
const general = DEMO_USERS.find(({ role }) => role === 'GENERAL');

/** A week: the demo is tried out sooner. */
const DEMO_DEADLINE_MS = 7 * 24 * 60 * 60 * 1_000;

/** The identifier of the first general user, once the demo is seeded; empty, to be filled in, if he is gone. */
export async function demoGeneralUserId(dataSource: DataSource): Promise<string> {
  if (general === undefined) return '';
  const user = await dataSource.getRepository(UserEntity).findOneBy({ loginId: general.loginId });
  return user?.id ?? '';
}

/**
 * Variables that make the Playground's example tabs work in the demo: at once, or with a token pasted from the tab before.
 *
 * @param generalUserId whom the tabs administer, as {@link demoGeneralUserId} finds him
 * @param now when the demo starts
 */
export function demoTabVariables(generalUserId: string, now: Date): DemoTabVariables {
  if (master === undefined) return {};
  const { loginId, loginPassword, confirmationPassword, securityAnswers } = master;
  const target = { userId: generalUserId, confirmationPassword };
  return {
    login: { input: { loginId, loginPassword } },
    answerSecurityQuestion: {
      // Which of the three is asked cannot be foreseen; the reader leaves the right one.
      input: { challengeToken: '', answer: securityAnswers.map(({ answer }) => answer).join(' / ') },
    },
    createUser: {
      input: {
        loginId: 'hakone77',
        temporaryLoginPassword: 'Kojiri-20u',
        name: '湖尻 歩',
        email: 'kojiri@example.com',
        permissions: ['INQUIRY'],
        confirmationPassword,
      },
    },
    updateUser: {
      input: {
        ...target,
        version: 1,
        permissions: ['INQUIRY', 'TRANSFER_REQUEST', 'TRANSFER_APPROVE'],
        limits: { transferYen: 500_000, collectionYen: 0 },
      },
    },
    resetLoginPassword: { input: { ...target, temporaryPassword: 'Hayakawa-9k' } },
    suspendUser: { input: target },
    releaseSuspension: { input: target },
    ...approvals(generalUserId, now),
    ...authorizations(),
    ...registration(),
  };
}

/** What the master submits to the general user, once the tab updateUser has given him the permission; he approves it, logged in. */
function approvals(
  approverUserId: string,
  now: Date,
): Pick<DemoTabVariables, 'submitApprovalRequest' | 'approve'> {
  const deadline = new Date(now.getTime() + DEMO_DEADLINE_MS).toISOString();
  return {
    submitApprovalRequest: {
      input: {
        kind: 'TRANSFER',
        title: '給与振込',
        itemCount: 12,
        totalAmountYen: 480_000,
        payloadSha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        approverUserId,
        deadline,
      },
    },
    approve: {
      input: {
        approvalRequestId: '',
        contentVersion: 1,
        confirmationPassword: general?.confirmationPassword ?? '',
      },
    },
  };
}

function authorizations(): Pick<DemoTabVariables, 'authorizeInquiry' | 'authorizeTransfer'> {
  const { pins } = DEMO_ORGANIZATION;
  return {
    authorizeInquiry: { input: { inquiryPin: pins.INQUIRY_PIN } },
    authorizeTransfer: {
      input: {
        reference: 'FURIKOMI-0001',
        amountYen: 98_000,
        payloadSha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        transferPin: pins.TRANSFER_PIN,
        confirmationPin: pins.CONFIRMATION_PIN,
        approvalPin: pins.APPROVAL_PIN,
      },
    },
  };
}

function registration(): Pick<DemoTabVariables, 'openRegistration' | 'registerMasterUser'> {
  const { branchCode, accountType, accountNumber, pins } = DEMO_NEWCOMER;
  return {
    openRegistration: { input: { branchCode, accountType, accountNumber, inquiryPin: pins.INQUIRY_PIN } },
    registerMasterUser: {
      input: {
        registrationToken: '',
        loginId: 'arai0001',
        loginPassword: 'Hamana-ko8',
        confirmationPassword: 'Unagi*kan4',
        name: '新居 渡',
        email: 'arai@example.com',
        securityAnswers: [
          { questionId: 1, answer: 'カメ' },
          { questionId: 2, answer: '山本' },
          { questionId: 3, answer: '弁天島' },
        ],
      },
    },
  };
}
