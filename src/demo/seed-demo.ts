import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { SecretHasher } from '../credentials/secret-hasher';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';
import { OrganizationEntity } from '../users/organization-entity';
import { insertUser } from '../users/postgres-user-register';
import { DEMO_ORGANIZATION, DEMO_USERS, type DemoUser } from './demo-accounts';

export interface DemoPorts {
  readonly dataSource: DataSource;
  readonly hasher: SecretHasher;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** The seeding waits for nobody, so its place in the hashing queue does not matter. */
const SEEDING = { networkPrefix: 'demo', knownDevice: false };

/** Creates the demo organization, unless the database has one already. */
export async function seedDemo(ports: DemoPorts): Promise<void> {
  const { dataSource, clock, newId } = ports;
  if ((await dataSource.getRepository(OrganizationEntity).count()) > 0) return;
  const organization = { id: newId(), ...DEMO_ORGANIZATION, createdAt: clock.now() };
  const users = await Promise.all(
    DEMO_USERS.map((user, place) => newUser(ports, organization.id, user, place)),
  );
  await dataSource.transaction(async (transaction) => {
    await transaction.insert(OrganizationEntity, organization);
    for (const user of users) await insertUser(transaction, user);
  });
}

/** Writes the demo accounts for scripts and load tests, readable by the owner only. */
export async function writeDemoFile(dataDir: string): Promise<string> {
  const file = join(dataDir, 'demo.json');
  const accounts = { organization: DEMO_ORGANIZATION, users: DEMO_USERS };
  // A file that is there already would keep its mode, whatever that is.
  await rm(file, { force: true });
  await writeFile(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return file;
}

async function newUser(
  { hasher, deriveAttemptKey, clock, newId }: DemoPorts,
  organizationId: string,
  demo: DemoUser,
  place: number,
): Promise<Parameters<typeof insertUser>[1]> {
  const { role, loginId, name, email } = demo;
  const owner = role === 'STAFF' ? null : organizationId;
  const user = {
    id: newId(),
    organizationId: owner,
    role,
    loginId,
    name,
    email,
    language: 'ja' as const,
    // Lists go by age, and these are to come in the order of the table.
    createdAt: new Date(clock.now().getTime() + place),
  };
  const [login, confirmation] = await Promise.all([
    hasher.hash(demo.loginPassword, SEEDING),
    hasher.hash(demo.confirmationPassword, SEEDING),
  ]);
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
  };
}
