import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { History } from '../../../src/history/history';
import type { HistoryEvent } from '../../../src/history/history-event';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { OrganizationEntity } from '../../../src/users/organization-entity';
import type { SettingsReason } from '../../../src/users/organization-settings';
import { PostgresOrganizationSettings } from '../../../src/users/postgres-organization-settings';
import { openDataSource } from '../../support/data-source';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

const organizationId = randomUUID();

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await openDataSource(database.url, { entities: [OrganizationEntity] });
  await dataSource.query(
    `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
     VALUES ($1, '関所商事', '001', 'ORDINARY', '1234567', now())`,
    [organizationId],
  );
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** The history, slow enough that every change has begun before the first one ends. */
function slowHistory(): History {
  const history = new PostgresHistory(dataSource);
  return {
    append: async (event, transaction) => {
      await history.append(event, transaction);
      await sleep(200);
    },
  };
}

function event(reason: SettingsReason): HistoryEvent {
  return {
    type: 'ORGANIZATION_SETTINGS_CHANGED',
    occurredAt: new Date(),
    organizationId,
    actorUserId: null,
    subjectUserId: null,
    credentialKind: null,
    origin: null,
    reason,
  };
}

describe('R10 › settings changed at the same moment', () => {
  it('of four changes to the same value one is a change, and the history tells it once', async () => {
    const settings = new PostgresOrganizationSettings(dataSource, slowHistory());
    const changed = await Promise.all(
      Array.from({ length: 4 }, () => settings.change(organizationId, { selfApprovalAllowed: true }, event)),
    );
    expect(changed.map(({ selfApprovalAllowed }) => selfApprovalAllowed)).toEqual(Array(4).fill(true));
    const events = await dataSource.query<object[]>('SELECT reason FROM history_events');
    expect(events).toEqual([{ reason: 'SELF_APPROVAL_ALLOWED' }]);
  });
});
