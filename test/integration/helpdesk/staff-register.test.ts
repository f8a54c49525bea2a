import type { DataSource } from 'typeorm';
import { PostgresSecurityAnswers } from '../../../src/additional-authentication/postgres-security-answers';
import { PostgresTrustedDevices } from '../../../src/additional-authentication/postgres-trusted-devices';
import { FEWEST_STAFF } from '../../../src/helpdesk/four-eyes';
import { PostgresStaffRegister } from '../../../src/helpdesk/postgres-staff-register';
import { staffEvent } from '../../../src/helpdesk/staff-event';
import type { StaffAddition } from '../../../src/helpdesk/staff-register';
import { HistoryEventEntity } from '../../../src/history/history-event-entity';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { newUuid } from '../../../src/platform/ids';
import { CredentialEntity } from '../../../src/users/credential-entity';
import { NO_RIGHTS } from '../../../src/users/user';
import { UserEntity } from '../../../src/users/user-entity';
import { openDataSource } from '../../support/data-source';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

const NOW = new Date('2026-04-01T09:00:00Z');

let database: TestDatabase;
let dataSource: DataSource;
let register: PostgresStaffRegister;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await openDataSource(database.url, {
    entities: [UserEntity, CredentialEntity, HistoryEventEntity],
    poolSize: 8,
  });
  register = new PostgresStaffRegister(
    dataSource,
    new PostgresHistory(dataSource),
    new PostgresSecurityAnswers(dataSource),
    new PostgresTrustedDevices(dataSource),
  );
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

function add(loginId: string, email = `${loginId}@bank.example`): Promise<StaffAddition> {
  const id = newUuid();
  const user = {
    id,
    organizationId: null,
    role: 'STAFF',
    loginId,
    name: '窓口',
    email,
    language: 'ja',
  } as const;
  const credential = {
    id: newUuid(),
    attemptKey: { kind: 'LOGIN_PASSWORD', hash: `key of ${loginId}` },
    secret: { hash: '$argon2id$v=19$x', pepperVersion: 1 },
    mustChange: true,
  } as const;
  return register.add(
    { user: { ...user, createdAt: NOW, version: 1, ...NO_RIGHTS }, credentials: [credential] },
    staffEvent('STAFF_CREATED', id, NOW),
  );
}

async function eventTypes(): Promise<string[]> {
  const rows = await dataSource.query<{ type: string }[]>('SELECT type FROM history_events ORDER BY id');
  return rows.map(({ type }) => type);
}

describe('R6: the register of staff, asked by many at once', () => {
  const many = Array.from({ length: 6 }, (_, place) => `clerk${place}`);

  it('leaves as many as four eyes need, and records whom it removed, nobody else', async () => {
    for (const loginId of many) await add(loginId);
    const staff = await register.all(NOW);
    const removals = staff.map(({ id }) =>
      register.remove(id, FEWEST_STAFF, staffEvent('STAFF_REMOVED', id, NOW)),
    );
    const kinds = (await Promise.all(removals)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'TOO_FEW_LEFT')).toHaveLength(FEWEST_STAFF);
    expect(await register.all(NOW)).toHaveLength(FEWEST_STAFF);
    const removed = (await eventTypes()).filter((type) => type === 'STAFF_REMOVED');
    expect(removed).toHaveLength(many.length - FEWEST_STAFF);
  });

  it('removes one of them once', async () => {
    for (const loginId of many) await add(loginId);
    const [{ id } = { id: '' }] = await register.all(NOW);
    const outcomes = await Promise.all(
      many.map(() => register.remove(id, 0, staffEvent('STAFF_REMOVED', id, NOW))),
    );
    expect(outcomes.filter(({ kind }) => kind === 'REMOVED')).toEqual([
      { kind: 'REMOVED', keys: [{ kind: 'LOGIN_PASSWORD', hash: expect.stringMatching(/^key of clerk/) }] },
    ]);
    expect(await register.all(NOW)).toHaveLength(many.length - 1);
  });

  it('gives an address and a login ID to one, and records nothing of those it refused', async () => {
    const namesakes = await Promise.all(many.map((loginId) => add(loginId, 'mado@bank.example')));
    expect(namesakes.sort()).toEqual(['ADDED', ...many.slice(1).map(() => 'EMAIL_TAKEN')]);
    const loginIds = await Promise.all(many.map((name) => add('sameid1', `${name}@bank.example`)));
    expect(loginIds.sort()).toEqual(['ADDED', ...many.slice(1).map(() => 'LOGIN_ID_TAKEN')]);
    expect(await eventTypes()).toEqual(['STAFF_CREATED', 'STAFF_CREATED']);
  });
});
