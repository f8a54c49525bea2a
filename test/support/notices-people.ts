import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { HistoryEvent } from '../../src/history/history-event';
import { createDataSource } from '../../src/platform/postgres/data-source';

/** Whom the tests of the outbox are about. */
export interface NoticedPeople {
  readonly organizationId: string;
  readonly masterId: string;
  readonly userId: string;
  readonly staffId: string;
}

/** A connection to a migrated database; destroy it in the end. */
export function connectTo(url: string): Promise<DataSource> {
  return createDataSource({
    url,
    entities: [],
    poolSize: 5,
    connectionTimeoutMs: 5_000,
    statementTimeoutMs: 5_000,
    onConnectionLost: () => undefined,
  }).initialize();
}

/** An organization with a Japanese master and an English general user, and a clerk. */
export async function insertPeople(dataSource: DataSource): Promise<NoticedPeople> {
  const [organizationId, masterId, userId, staffId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ];
  await dataSource.query(
    `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
     VALUES ($1, '関所商事株式会社', '001', 'ORDINARY', '1234567', now())`,
    [organizationId],
  );
  const people = [
    [masterId, organizationId, 'MASTER', 'secretid1', '箱根 守', 'master@example.com', 'ja'],
    [userId, organizationId, 'GENERAL', 'secretid2', 'Mishima <b>', 'user@example.com', 'en'],
    [staffId, null, 'STAFF', 'secretid3', '窓口 一郎', 'clerk@example.com', 'ja'],
  ];
  for (const person of people) {
    await dataSource.query(
      `INSERT INTO users (id, organization_id, role, login_id, name, email, language, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
      person,
    );
  }
  return { organizationId, masterId, userId, staffId };
}

/** An event about the general user; what `given` says is different. */
export function eventAbout(people: NoticedPeople, given: Partial<HistoryEvent> = {}): HistoryEvent {
  return {
    type: 'LOCKED_OUT',
    occurredAt: new Date('2026-04-01T03:04:05Z'),
    organizationId: people.organizationId,
    actorUserId: null,
    subjectUserId: people.userId,
    credentialKind: 'LOGIN_PASSWORD',
    origin: { ip: '203.0.113.7', userAgent: 'curl/8.0' },
    reason: null,
    ...given,
  };
}
