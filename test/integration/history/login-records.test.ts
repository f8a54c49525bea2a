import { randomUUID } from 'node:crypto';
import type { HistoryEvent } from '../../../src/history/history-event';
import { PostgresLoginRecords } from '../../../src/history/postgres-login-records';
import { openHistoryStage, type HistoryStage } from './history-stage';

const BEGAN = Date.parse('2026-01-01T00:00:00Z');
const minutes = (count: number): Date => new Date(BEGAN + count * 60_000);

describe('R9 › a login is recorded and shown in one statement', () => {
  let stage: HistoryStage;
  let records: PostgresLoginRecords;
  beforeAll(async () => {
    stage = await openHistoryStage();
    records = new PostgresLoginRecords(stage.dataSource);
  });
  afterAll(() => stage.close());

  const login = (
    userId: string,
    at: Date,
    ip: string,
  ): HistoryEvent & { readonly type: 'LOGIN_SUCCEEDED' } => ({
    type: 'LOGIN_SUCCEEDED',
    occurredAt: at,
    organizationId: null,
    actorUserId: userId,
    subjectUserId: userId,
    credentialKind: 'LOGIN_PASSWORD',
    origin: { ip, userAgent: null },
    reason: null,
  });

  it('the new one with those before it, newest first, three at most', async () => {
    const user = randomUUID();
    const ips = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '2001:db8::4'];
    const shown = [];
    for (const [nth, ip] of ips.entries()) shown.push(await records.append(login(user, minutes(nth), ip)));
    const all = ips.map((ip, nth) => ({ at: minutes(nth), ip })).reverse();
    expect(shown).toEqual([all.slice(3), all.slice(2), all.slice(1), all.slice(0, 3)]);
    expect(await records.latest(user, 3)).toEqual(shown.at(-1));
  });

  it('neither logins of others nor other events', async () => {
    const [user, other] = [randomUUID(), randomUUID()];
    await records.append(login(other, minutes(1), '192.0.2.9'));
    await stage.history.append({ ...login(user, minutes(2), '192.0.2.8'), type: 'LOGIN_FAILED' });
    expect(await records.append(login(user, minutes(3), '192.0.2.7'))).toEqual([
      { at: minutes(3), ip: '192.0.2.7' },
    ]);
  });
});
