import type { EntityManager } from 'typeorm';
import { hashAnswers } from '../additional-authentication/hash-answers';
import { storeSecurityAnswers } from '../additional-authentication/postgres-security-answers';
import { MASTER_RIGHTS } from '../registration/master-rights';
import { settledUser, type SettledUser } from '../registration/settled-user';
import { insertUser } from '../users/postgres-user-register';
import { NO_RIGHTS, type User } from '../users/user';
import type { DemoUser } from './demo-accounts';
import { SEEDING, type DemoPorts } from './demo-ports';

/** Makes a user who has nothing to change or register before he can go on. Hashes one secret after the other. */
export async function newDemoUser(
  ports: DemoPorts,
  organizationId: string | null,
  demo: DemoUser,
  place: number,
): Promise<SettledUser> {
  const { hasher, clock, newId } = ports;
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
  const answers = await hashAnswers(hasher, demo.securityAnswers, SEEDING);
  return settledUser(ports, user, { login, confirmation, answers });
}

/** Stores the user with all that is his. */
export async function insertDemoUser(transaction: EntityManager, demo: SettledUser): Promise<void> {
  await insertUser(transaction, demo);
  await storeSecurityAnswers(transaction, demo.securityAnswers);
}
