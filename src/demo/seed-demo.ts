import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashPins, type NewPin } from '../credentials/pins/hash-pins';
import { insertPins } from '../credentials/pins/postgres-pins';
import type { SettledUser } from '../registration/settled-user';
import type { Organization } from '../users/organization';
import { OrganizationEntity } from '../users/organization-entity';
import { DEMO_NEWCOMER, DEMO_ORGANIZATION, DEMO_USERS, type DemoOrganization } from './demo-accounts';
import { SEEDING, type DemoPorts } from './demo-ports';
import { insertDemoUser, newDemoUser } from './seed-demo-user';

interface NewDemoOrganization {
  readonly row: Organization & { readonly createdAt: Date };
  readonly pins: readonly NewPin[];
}

/** Creates the demo organizations and users, unless the database has an organization already. */
export async function seedDemo(ports: DemoPorts): Promise<void> {
  const { dataSource } = ports;
  if ((await dataSource.getRepository(OrganizationEntity).count()) > 0) return;
  const organization = await newOrganization(ports, DEMO_ORGANIZATION);
  const newcomer = await newOrganization(ports, DEMO_NEWCOMER);
  const users: SettledUser[] = [];
  for (const [place, demo] of DEMO_USERS.entries()) {
    const organizationId = demo.role === 'STAFF' ? null : organization.row.id;
    users.push(await newDemoUser(ports, organizationId, demo, place));
  }
  await dataSource.transaction(async (transaction) => {
    for (const { row, pins } of [organization, newcomer]) {
      await transaction.insert(OrganizationEntity, row);
      await insertPins(transaction, row.id, pins, row.createdAt);
    }
    for (const user of users) await insertDemoUser(transaction, user);
  });
}

/** Writes the demo accounts for scripts and load tests, readable by the owner only. */
export async function writeDemoFile(dataDir: string): Promise<string> {
  const file = join(dataDir, 'demo.json');
  const accounts = { organization: DEMO_ORGANIZATION, newcomer: DEMO_NEWCOMER, users: DEMO_USERS };
  // A file that is there already would keep its mode, whatever that is.
  await rm(file, { force: true });
  await writeFile(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return file;
}

async function newOrganization(
  ports: DemoPorts,
  { pins, ...account }: DemoOrganization,
): Promise<NewDemoOrganization> {
  return {
    row: { id: ports.newId(), ...account, selfApprovalAllowed: false, createdAt: ports.clock.now() },
    pins: await hashPins(ports, account, pins, SEEDING),
  };
}
