import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { PostgresHistory } from '../../../src/history/postgres-history';
import type { History } from '../../../src/history/history';
import { HISTORY_EVENT_TYPES } from '../../../src/history/history-event';
import { noticingHistory } from '../../../src/notices/compose-notices';
import { occasionOf } from '../../../src/notices/notice-occasion';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import { connectTo, eventAbout, insertPeople, type NoticedPeople } from '../../support/notices-people';

let database: TestDatabase;
let dataSource: DataSource;
let history: History;
let people: NoticedPeople;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await connectTo(database.url);
  history = noticingHistory(new PostgresHistory(dataSource), dataSource);
  people = await insertPeople(dataSource);
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

interface Row {
  readonly address: string;
  readonly language: string;
  readonly occasion: string;
  readonly facts: Readonly<Record<string, string | null>>;
}

function outbox(): Promise<Row[]> {
  return dataSource.query(`SELECT address, language, occasion, facts FROM notices ORDER BY address`);
}

async function addresses(): Promise<string[]> {
  return (await outbox()).map(({ address }) => address);
}

async function count(table: 'history_events' | 'notices'): Promise<number> {
  const [row] = await dataSource.query<{ count: number }[]>(`SELECT count(*)::int AS count FROM ${table}`);
  return row?.count ?? -1;
}

describe('R11 › the outbox', () => {
  it('owes a notice to the user and to the master, each in his own language', async () => {
    await history.append(eventAbout(people));
    expect(await outbox()).toMatchObject([
      { address: 'master@example.com', language: 'ja', occasion: 'LOCKED_OUT' },
      { address: 'user@example.com', language: 'en', occasion: 'LOCKED_OUT' },
    ]);
  });

  it('owes the master one, not two, of what happens to himself', async () => {
    await history.append(eventAbout(people, { subjectUserId: people.masterId }));
    expect(await addresses()).toEqual(['master@example.com']);
  });

  it('owes the master one of what happens to a PIN of the organization', async () => {
    await history.append(eventAbout(people, { subjectUserId: null, credentialKind: 'INQUIRY_PIN' }));
    const [row, ...more] = await outbox();
    expect(more).toEqual([]);
    expect(row?.facts).toMatchObject({ subjectName: null, organizationName: '関所商事株式会社' });
  });

  it('owes a clerk his own notices, and nobody else', async () => {
    await history.append(eventAbout(people, { organizationId: null, subjectUserId: people.staffId }));
    expect(await addresses()).toEqual(['clerk@example.com']);
  });

  describe('of a changed e-mail address', () => {
    const changed = {
      type: 'USER_UPDATED',
      reason: 'EMAIL_CHANGED',
      credentialKind: null,
      formerAddressee: { name: '三島 旧', email: 'former@example.com', language: 'ja' },
    } as const;

    it('owes the old one a notice of its own besides, by the name and in the language of before', async () => {
      await history.append(eventAbout(people, changed));
      const [former, ...others] = await outbox();
      expect(former).toMatchObject({
        address: 'former@example.com',
        language: 'ja',
        occasion: 'EMAIL_GIVEN_UP',
        facts: { recipientName: '三島 旧', subjectName: '三島 旧' },
      });
      expect(others).toMatchObject([
        { address: 'master@example.com', occasion: 'EMAIL_CHANGED', facts: { subjectName: 'Mishima <b>' } },
        { address: 'user@example.com', language: 'en', occasion: 'EMAIL_CHANGED' },
      ]);
      expect(JSON.stringify(former?.facts)).not.toContain('user@example.com');
    });

    it('owes the master one at either address, if it is his own', async () => {
      await history.append(eventAbout(people, { ...changed, subjectUserId: people.masterId }));
      expect(await addresses()).toEqual(['former@example.com', 'master@example.com']);
    });

    it('tells the old one no name that the master has taken with the new one', async () => {
      const { masterId } = people;
      await history.append(
        eventAbout(people, { ...changed, subjectUserId: masterId, actorUserId: masterId }),
      );
      const [former, present] = await outbox();
      expect(former?.facts).toMatchObject({ subjectName: '三島 旧', actorName: '三島 旧' });
      expect(JSON.stringify(former?.facts)).not.toContain('箱根 守');
      expect(present?.facts).toMatchObject({ subjectName: '箱根 守', actorName: '箱根 守' });
    });

    it('keeps the old one out of the history', async () => {
      await history.append(eventAbout(people, changed));
      const [event] = await dataSource.query<unknown[]>(`SELECT * FROM history_events`);
      expect(JSON.stringify(event)).toContain('EMAIL_CHANGED');
      expect(JSON.stringify(event)).not.toMatch(/former@|三島/);
    });

    it('owes the old one nothing of what was rolled back', async () => {
      const rollback = new Error('rolled back');
      const undone = dataSource.transaction(async (transaction) => {
        await history.append(eventAbout(people, changed), transaction);
        throw rollback;
      });
      await expect(undone).rejects.toBe(rollback);
      expect([await count('history_events'), await count('notices')]).toEqual([0, 0]);
    });
  });

  it('owes nobody anything of a login ID that is nobody’s', async () => {
    await history.append(eventAbout(people, { organizationId: null, subjectUserId: null }));
    expect([await count('history_events'), await count('notices')]).toEqual([1, 0]);
  });

  it('does not know the master of another organization', async () => {
    const other = '00000000-0000-4000-8000-00000000000a';
    await history.append(eventAbout(people, { organizationId: other, subjectUserId: null }));
    expect(await count('notices')).toBe(0);
  });

  it('holds names, address and device, but no login ID', async () => {
    await history.append(eventAbout(people, { actorUserId: people.masterId }));
    const [, user] = await outbox();
    expect(user?.facts).toEqual({
      occurredAt: '2026-04-01T03:04:05.000Z',
      recipientName: 'Mishima <b>',
      organizationName: '関所商事株式会社',
      subjectName: 'Mishima <b>',
      actorName: '箱根 守',
      credentialKind: 'LOGIN_PASSWORD',
      ip: '203.0.113.7',
      device: null,
    });
    expect(JSON.stringify(await dataSource.query(`SELECT * FROM notices`))).not.toContain('secretid');
  });

  it('tells customers neither the name nor the address of a clerk', async () => {
    await history.append(eventAbout(people, { actorUserId: people.staffId }));
    for (const { facts } of await outbox())
      expect(facts).toMatchObject({ actorName: null, ip: null, device: null });
  });

  it('writes no statement more for events that nobody is told of', async () => {
    const quiet = HISTORY_EVENT_TYPES.filter((type) => occasionOf({ type, reason: null }) === null);
    expect(quiet).toEqual(expect.arrayContaining(['LOGIN_SUCCEEDED', 'LOGIN_FAILED']));
    const query = jest.spyOn(Client.prototype, 'query');
    const transaction = jest.spyOn(dataSource, 'transaction');
    for (const type of quiet) await history.append(eventAbout(people, { type }));
    expect(query).toHaveBeenCalledTimes(quiet.length);
    expect(transaction).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });
});

describe('R11 › event and notice stand or fall together', () => {
  it('nothing is owed of what was rolled back', async () => {
    const rollback = new Error('rolled back');
    const undone = dataSource.transaction(async (transaction) => {
      await history.append(eventAbout(people), transaction);
      throw rollback;
    });
    await expect(undone).rejects.toBe(rollback);
    expect([await count('history_events'), await count('notices')]).toEqual([0, 0]);
  });

  it('without a transaction of the caller’s, no event is kept whose notice cannot be', async () => {
    await dataSource.query(
      `ALTER TABLE notices ADD CONSTRAINT full_disk CHECK (address <> 'user@example.com')`,
    );
    await expect(history.append(eventAbout(people))).rejects.toThrow('full_disk');
    expect([await count('history_events'), await count('notices')]).toEqual([0, 0]);
  });

  it('a user who is deleted is still owed what happened before', async () => {
    await history.append(eventAbout(people));
    await dataSource.query(`DELETE FROM users WHERE id = $1`, [people.userId]);
    expect(await addresses()).toEqual(['master@example.com', 'user@example.com']);
  });

  it('a master whose credentials are initialized, and with them his row, is told at the address that he had', async () => {
    const { masterId } = people;
    await dataSource.transaction(async (transaction) => {
      const event = eventAbout(people, {
        type: 'SECRET_RESET',
        reason: 'INITIALIZED',
        subjectUserId: masterId,
        actorUserId: people.staffId,
      });
      await history.append(event, transaction);
      await transaction.query(`DELETE FROM users WHERE id = $1`, [masterId]);
    });
    expect(await outbox()).toMatchObject([
      { address: 'master@example.com', occasion: 'CREDENTIALS_INITIALIZED', facts: { actorName: null } },
    ]);
  });
});
