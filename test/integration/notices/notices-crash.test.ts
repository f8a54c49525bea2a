import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { noticingHistory } from '../../../src/notices/compose-notices';
import type { NoticeWorker } from '../../../src/notices/notice-worker';
import { eventually } from '../../support/eventually';
import { startMailServer, type MailServer } from '../../support/notices-mail-server';
import { connectTo, eventAbout, insertPeople } from '../../support/notices-people';
import { quickSettings, startWorker } from '../../support/notices-worker';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import { forkTypeScript, type TypeScriptChild } from '../../support/typescript-child';

const CHILD = join(__dirname, 'notices-worker-child.ts');

let database: TestDatabase;
let dataSource: DataSource;
let mailServer: MailServer;
let doomed: TypeScriptChild;
let worker: NoticeWorker;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await connectTo(database.url);
  mailServer = await startMailServer();
  const people = await insertPeople(dataSource);
  const history = noticingHistory(new PostgresHistory(dataSource), dataSource);
  await history.append(eventAbout(people, { subjectUserId: people.masterId }));
});
afterEach(async () => {
  await worker.stop();
  await mailServer.close();
  await dataSource.destroy();
  await database.drop();
});

/** Runs a worker in a process of its own until `reached`, then kills it. */
async function killWorkerOnce(reached: () => boolean): Promise<void> {
  doomed = forkTypeScript(CHILD, { args: [database.url, JSON.stringify(settings())] });
  try {
    await doomed.nextMessage();
    await eventually(() => Promise.resolve(reached()));
  } finally {
    await doomed.end('SIGKILL');
  }
}

const settings = (): ReturnType<typeof quickSettings> =>
  quickSettings(mailServer.port, { sendTimeoutMs: 60_000, leaseMs: 1_500 });

async function ends(): Promise<{ attempts: number; sent: boolean }[]> {
  return dataSource.query(`SELECT attempts, sent_at IS NOT NULL AS sent FROM notices`);
}

describe('R11 › a worker killed', () => {
  it('between claiming and sending loses nothing: another sends when the claim has run out, once', async () => {
    mailServer.receive({ kind: 'SILENT' });
    await killWorkerOnce(() => mailServer.connections() > 0);
    expect(await ends()).toEqual([{ attempts: 1, sent: false }]);
    expect(mailServer.received).toHaveLength(0);

    mailServer.receive({ kind: 'ACCEPT' });
    worker = startWorker(dataSource, settings());
    await eventually(async () => (await ends()).every(({ sent }) => sent));
    expect(await ends()).toEqual([{ attempts: 2, sent: true }]);
    expect(mailServer.received).toHaveLength(1);
  });

  it('between sending and recording it loses nothing: the double has the same Message-ID, and there is one', async () => {
    mailServer.receive({ kind: 'SWALLOW' });
    await killWorkerOnce(() => mailServer.received.length > 0);
    expect(await ends()).toEqual([{ attempts: 1, sent: false }]);

    mailServer.receive({ kind: 'ACCEPT' });
    worker = startWorker(dataSource, settings());
    await eventually(async () => (await ends()).every(({ sent }) => sent));
    const [first, second, ...more] = mailServer.received;
    expect(more).toEqual([]);
    expect(first?.mail.messageId).toMatch(/^<[0-9a-f-]{36}@bank\.example>$/);
    expect(second?.mail.messageId).toBe(first?.mail.messageId);
  });
});
