import type { EntityManager } from 'typeorm';
import { hashAnswers } from '../additional-authentication/hash-answers';
import { storeSecurityAnswers } from '../additional-authentication/postgres-security-answers';
import type { NewSecurityAnswers } from '../additional-authentication/security-answers';
import { MASTER_RIGHTS } from '../registration/master-rights';
import { insertUser } from '../users/postgres-user-register';
import type { NewUser } from '../users/user-register';
import { NO_RIGHTS, type User } from '../users/user';
import type { DemoUser } from './demo-accounts';
import { SEEDING, type DemoPorts } from './demo-ports';

/** A demo user about to be stored. */
export interface NewDemoUser extends NewUser {
  readonly securityAnswers: NewSecurityAnswers;
}

/** Makes a user who has nothing to change or register before he can go on. Hashes one secret after the other. */
export async function newDemoUser(
  { hasher, deriveAttemptKey, clock, newId }: DemoPorts,
  organizationId: string | null,
  demo: DemoUser,
  place: number,
): Promise<NewDemoUser> {
  const { role, loginId, name, email } = demo;
  const user: User = {
    id: newId(),
    organizationId,
    role,
    loginId,
    name,
    email,
    language: 'ja',
    // Lists go by age, and these are to come in the order of the table.
    createdAt: new Date(clock.now().getTime() + place),
    version: 1,
    ...(role === 'MASTER' ? MASTER_RIGHTS : NO_RIGHTS),
  };
  const login = await hasher.hash(demo.loginPassword, SEEDING);
  const confirmation = await hasher.hash(demo.confirmationPassword, SEEDING);
  return {
    user,
    credentials: [
      {
        id: newId(),
        attemptKey: deriveAttemptKey('LOGIN_PASSWORD', loginId),
        secret: login,
        mustChange: false,
      },
      {
        id: newId(),
        attemptKey: deriveAttemptKey('CONFIRMATION_PASSWORD', user.id),
        secret: confirmation,
        mustChange: false,
      },
    ],
    securityAnswers: {
      userId: user.id,
      organizationId,
      credentialId: newId(),
      attemptKey: deriveAttemptKey('SECURITY_ANSWER', user.id),
      answers: await hashAnswers(hasher, demo.securityAnswers, SEEDING),
      registeredAt: user.createdAt,
    },
  };
}

/** Stores the user with all that is his. */
export async function insertDemoUser(transaction: EntityManager, demo: NewDemoUser): Promise<void> {
  await insertUser(transaction, demo);
  await storeSecurityAnswers(transaction, demo.securityAnswers);
}
