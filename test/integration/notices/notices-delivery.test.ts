import { Writable } from 'node:stream';
import type { DataSource } from 'typeorm';
import type { History } from '../../../src/history/history';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { noticingHistory } from '../../../src/notices/compose-notices';
import type { NoticeSettings } from '../../../src/notices/notice-settings';
import type { NoticeWorker } from '../../../src/notices/notice-worker';
import { createLogger, type Logger } from '../../../src/platform/logger';
import { eventually } from '../../support/eventually';
import { startMailServer, type MailServer } from '../../support/notices-mail-server';
import { connectTo, eventAbout, insertPeople, type NoticedPeople } from '../../support/notices-people';
import { quickSettings, startWorker } from '../../support/notices-worker';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

let database: TestDatabase;
let dataSource: DataSource;
let history: History;
let people: NoticedPeople;
let mailServer: MailServer;
let workers: NoticeWorker[];

beforeEach(async () => {
  workers = [];
  database = await freshDatabase();
  dataSource = await connectTo(database.url);
  history = noticingHistory(new PostgresHistory(dataSource), dataSource);
  people = await insertPeople(dataSource);
  mailServer = await startMailServer();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await mailServer.close();
  await dataSource.destroy();
  await database.drop();
});

function work(settings: NoticeSettings = quickSettings(mailServer.port), logger?: Logger): NoticeWorker {
  const worker = startWorker(dataSource, settings, logger);
  workers.push(worker);
  return worker;
}

/** One notice, to the master. */
function lockMaster(): Promise<void> {
  return history.append(eventAbout(people, { subjectUserId: people.masterId }));
}

interface Standing {
  readonly attempts: number;
  readonly sent: boolean;
  readonly dead: boolean;
  readonly code: string | null;
}

function standings(): Promise<Standing[]> {
  return dataSource.query(
    `SELECT attempts, sent_at IS NOT NULL AS sent, dead_at IS NOT NULL AS dead, last_error AS code
       FROM notices ORDER BY address`,
  );
}

/** Resolves once every notice is as `holds` wants it. */
function untilAll(holds: (standing: Standing) => boolean): Promise<void> {
  return eventually(async () => (await standings()).every(holds));
}

describe('R11 › delivery', () => {
  it('brings each notice to its recipient, as text and HTML, in his language', async () => {
    await history.append(eventAbout(people));
    work();
    await mailServer.until(2);
    await untilAll(({ sent }) => sent);
    const [toMaster, toUser] = mailServer.received.toSorted((one, other) =>
      String(one.recipients).localeCompare(String(other.recipients)),
    );
    expect(toMaster?.recipients).toEqual(['master@example.com']);
    expect(toMaster?.mail.subject).toBe('【関所】 一時利用停止(ロックアウト)のお知らせ');
    expect(toMaster?.mail.from?.value).toEqual([{ name: '関所銀行', address: 'notices@bank.example' }]);
    expect(toMaster?.mail.text).toContain('箱根 守 様');
    expect(toMaster?.mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(toMaster?.mail.headers.get('content-language')).toBe('ja');
    expect(toUser?.recipients).toEqual(['user@example.com']);
    expect(toUser?.mail.subject).toBe('【関所】 Locked out for the time being');
    expect(toUser?.mail.text).toContain('Dear Mishima <b>,');
    expect(toUser?.mail.html).toContain('Dear Mishima &lt;b&gt;,');
    expect(`${toMaster?.source ?? ''}${toUser?.source ?? ''}`).not.toContain('secretid');
  });

  it('sends each notice once, however many workers there are', async () => {
    const NOTICES = 40;
    for (let event = 0; event < NOTICES; event += 1) await lockMaster();
    for (let worker = 0; worker < 4; worker += 1) work();
    await untilAll(({ sent }) => sent);
    expect(mailServer.received).toHaveLength(NOTICES);
    expect(new Set(mailServer.received.map(({ mail }) => mail.messageId)).size).toBe(NOTICES);
    expect(await standings()).toEqual(
      Array.from({ length: NOTICES }, () => ({ attempts: 1, sent: true, dead: false, code: null })),
    );
  });

  it('stops when asked, once what it is sending has ended', async () => {
    await lockMaster();
    const worker = work();
    await mailServer.until(1);
    await worker.stop();
    expect(await standings()).toMatchObject([{ attempts: 1, sent: true }]);
    await lockMaster();
    await worker.stop();
    expect(await standings()).toContainEqual({ attempts: 0, sent: false, dead: false, code: null });
  });

  it('logs in where the mail server wants it', async () => {
    const login = { user: 'sekisho', pass: 'p@ss:word' };
    const guarded = await startMailServer(0, login);
    const { smtp, ...settings } = quickSettings(guarded.port);
    await lockMaster();
    work({ ...settings, smtp: smtp && { ...smtp, login } });
    await guarded.until(1);
    await guarded.close();
  });

  it('sends nothing in the clear when TLS is required', async () => {
    const { smtp, ...settings } = quickSettings(mailServer.port, { maxAttempts: 1 });
    await lockMaster();
    work({ ...settings, smtp: smtp && { ...smtp, requireTls: true } });
    await untilAll(({ dead }) => dead);
    expect(mailServer.connections()).toBe(1);
    expect(mailServer.received).toEqual([]);
  });
});

describe('R11 › a mail server that refuses', () => {
  it.each([
    ['for now', 451, '4.3.0 try again later', 'EENVELOPE_451'],
    ['as a relay', 554, '5.7.1 relay access denied', 'EENVELOPE_554'],
  ])('%s: the notice is tried again, and arrives', async (_, code, text, expected) => {
    mailServer.receive({ kind: 'REFUSE', code, text });
    await lockMaster();
    work(quickSettings(mailServer.port, { maxAttempts: 1_000 }));
    await untilAll(({ attempts, code: stored }) => attempts >= 3 && stored === expected);
    mailServer.receive({ kind: 'ACCEPT' });
    await untilAll(({ sent }) => sent);
    expect(mailServer.received).toHaveLength(1);
  });

  it('the address itself: the notice is dead at once', async () => {
    mailServer.receive({ kind: 'REFUSE', code: 550, text: '5.1.1 no such mailbox' });
    await lockMaster();
    work();
    await untilAll(({ dead }) => dead);
    expect(await standings()).toEqual([{ attempts: 1, sent: false, dead: true, code: 'EENVELOPE_550' }]);
  });

  it('for good: the notice is dead after the last attempt, and later ones still arrive', async () => {
    mailServer.receive({ kind: 'REFUSE', code: 451, text: '4.3.0 try again later' });
    await lockMaster();
    work(quickSettings(mailServer.port, { maxAttempts: 3 }));
    await untilAll(({ dead }) => dead);
    expect(await standings()).toEqual([{ attempts: 3, sent: false, dead: true, code: 'EENVELOPE_451' }]);
    mailServer.receive({ kind: 'ACCEPT' });
    await lockMaster();
    await mailServer.until(1);
    expect((await standings()).filter(({ dead }) => dead)).toHaveLength(1);
  });

  it('is not there: the notice arrives once it is', async () => {
    const { port } = mailServer;
    await mailServer.close();
    await lockMaster();
    work(quickSettings(port, { maxAttempts: 1_000 }));
    await untilAll(({ attempts, code }) => attempts >= 2 && code === 'ESOCKET');
    mailServer = await startMailServer(port);
    await mailServer.until(1);
  });

  it('says nothing: the attempt ends, and the notice arrives later', async () => {
    mailServer.receive({ kind: 'SILENT' });
    await lockMaster();
    work(quickSettings(mailServer.port, { sendTimeoutMs: 200, maxAttempts: 1_000 }));
    await untilAll(({ code }) => code !== null);
    mailServer.receive({ kind: 'ACCEPT' });
    await mailServer.until(1);
  });

  it('is told of in the log by codes: no address, no name, not what the server said', async () => {
    const lines: string[] = [];
    const log = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    mailServer.receive({ kind: 'REFUSE', code: 451, text: '4.3.0 master@example.com later' });
    await lockMaster();
    work(quickSettings(mailServer.port, { maxAttempts: 2 }), createLogger('trace', log));
    await untilAll(({ dead }) => dead);
    await eventually(() => Promise.resolve(lines.length === 2));
    expect(lines[0]).toContain('"code":"EENVELOPE_451","msg":"a notice could not be sent"');
    expect(lines[1]).toContain('"msg":"a notice is dead"');
    expect(lines.join('')).not.toMatch(/example\.com|箱根|later/);
  });
});

describe('R11 › nobody writes headers into a notice', () => {
  it.each([
    'x@example.com\r\nBcc: evil@example.com',
    'x@example.com,evil@example.com',
    'x@example.com>\r\nRCPT TO:<evil@example.com',
  ])('an address that could name two, %j, gets nothing', async (address) => {
    await lockMaster();
    await dataSource.query(`UPDATE notices SET address = $1`, [address]);
    work();
    await untilAll(({ dead }) => dead);
    expect(await standings()).toEqual([{ attempts: 1, sent: false, dead: true, code: 'UNSAFE_ADDRESS' }]);
    expect(mailServer.received).toEqual([]);
  });

  it('a name with line ends stays in the body', async () => {
    await dataSource.query(`UPDATE users SET name = $1`, ['A\r\nBcc: evil@example.com\r\n\r\nhello']);
    await lockMaster();
    work();
    await mailServer.until(1);
    const [received] = mailServer.received;
    expect(received?.recipients).toEqual(['master@example.com']);
    expect(received?.mail.headers.has('bcc')).toBe(false);
    expect(received?.mail.subject).toBe('【関所】 一時利用停止(ロックアウト)のお知らせ');
  });
});

describe('R11 › the outbox does not grow for ever', () => {
  it('sent notices go after their time; dead and waiting ones stay', async () => {
    for (let event = 0; event < 4; event += 1) await lockMaster();
    const [old, fresh, dead] = (await dataSource.query<{ id: string }[]>(`SELECT id FROM notices`)).map(
      ({ id }) => id,
    );
    await dataSource.query(`UPDATE notices SET next_attempt_at = now() + interval '1 day'`);
    await dataSource.query(`UPDATE notices SET sent_at = now() - interval '91 days' WHERE id = $1`, [old]);
    await dataSource.query(`UPDATE notices SET sent_at = now() - interval '89 days' WHERE id = $1`, [fresh]);
    await dataSource.query(`UPDATE notices SET dead_at = now() - interval '91 days' WHERE id = $1`, [dead]);
    work();
    await eventually(async () => (await standings()).length === 3);
    expect(await dataSource.query(`SELECT id FROM notices WHERE id = $1`, [old])).toEqual([]);
  });
});
