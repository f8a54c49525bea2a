import type { ExampleVariables } from '../gateway/playground/example-tabs';
import { DEMO_USERS } from './demo-accounts';

/** Variables that make the Playground's example tabs work at once in the demo. */
export function demoTabVariables(): ExampleVariables {
  const master = DEMO_USERS.find(({ role }) => role === 'MASTER');
  const general = DEMO_USERS.find(({ role }) => role === 'GENERAL');
  if (master === undefined || general === undefined) return {};
  const { loginId, loginPassword, confirmationPassword } = master;
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
    suspendUser: { input: { userId: '', confirmationPassword } },
    releaseSuspension: { input: { userId: '', confirmationPassword } },
  };
}
