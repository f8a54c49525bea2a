import type { DataSource } from 'typeorm';
import { UserEntity } from '../users/user-entity';
import { DEMO_NEWCOMER, DEMO_USERS } from './demo-accounts';

/** The tabs that the demo fills in. */
type DemoTabName =
  | 'login'
  | 'answerSecurityQuestion'
  | 'createUser'
  | 'updateUser'
  | 'resetLoginPassword'
  | 'suspendUser'
  | 'releaseSuspension'
  | 'openRegistration'
  | 'registerMasterUser';

/** The variables of each. */
export type DemoTabVariables = Readonly<Partial<Record<DemoTabName, { readonly input: object }>>>;

const master = DEMO_USERS.find(({ role }) => role === 'MASTER');
const general = DEMO_USERS.find(({ role }) => role === 'GENERAL');

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
 */
export function demoTabVariables(generalUserId: string): DemoTabVariables {
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
        permissions: ['INQUIRY', 'TRANSFER_REQUEST'],
        limits: { transferYen: 500_000, collectionYen: 0 },
      },
    },
    resetLoginPassword: { input: { ...target, temporaryPassword: 'Hayakawa-9k' } },
    suspendUser: { input: target },
    releaseSuspension: { input: target },
    ...registration(),
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
