import type { DataSource } from 'typeorm';
import { UserEntity } from '../users/user-entity';
import { DEMO_USERS } from './demo-accounts';

/** The tabs that the demo fills in, and the variables of each. */
export type DemoTabVariables = Readonly<
  Partial<Record<'login' | 'createUser' | 'suspendUser' | 'releaseSuspension', { readonly input: object }>>
>;

const master = DEMO_USERS.find(({ role }) => role === 'MASTER');
const general = DEMO_USERS.find(({ role }) => role === 'GENERAL');

/** The identifier of the first general user, once the demo is seeded; empty, to be filled in, if he is gone. */
export async function demoGeneralUserId(dataSource: DataSource): Promise<string> {
  if (general === undefined) return '';
  const user = await dataSource.getRepository(UserEntity).findOneBy({ loginId: general.loginId });
  return user?.id ?? '';
}

/**
 * Variables that make the Playground's example tabs work at once in the demo.
 *
 * @param generalUserId whom the tabs suspend and release, as {@link demoGeneralUserId} finds him
 */
export function demoTabVariables(generalUserId: string): DemoTabVariables {
  if (master === undefined) return {};
  const { loginId, loginPassword, confirmationPassword } = master;
  const target = { input: { userId: generalUserId, confirmationPassword } };
  return {
    login: { input: { loginId, loginPassword } },
    createUser: {
      input: {
        loginId: 'hakone77',
        temporaryLoginPassword: 'Kojiri-20u',
        name: '湖尻 歩',
        email: 'kojiri@example.com',
        confirmationPassword,
      },
    },
    suspendUser: target,
    releaseSuspension: target,
  };
}
