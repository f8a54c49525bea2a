import Fastify from 'fastify';
import type { DataSource } from 'typeorm';
import { registerMailbox } from '../../../src/gateway/mailbox/register-mailbox';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { keptMails, noticingHistory } from '../../../src/notices/compose-notices';
import { eventually } from '../../support/eventually';
import { connectTo, eventAbout, insertPeople } from '../../support/notices-people';
import { quickSettings, startWorker } from '../../support/notices-worker';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await connectTo(database.url);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('R11 › the mail page of the demo', () => {
  it('shows what would have been sent, as text, under the headers of the Playground', async () => {
    const settings = { ...quickSettings(1), smtp: null };
    const worker = startWorker(dataSource, settings);
    const history = noticingHistory(new PostgresHistory(dataSource), dataSource);
    await history.append(eventAbout(await insertPeople(dataSource)));
    const mails = keptMails(dataSource, settings.sender);
    await eventually(async () => (await mails()).length === 2);
    await worker.stop();

    const app = Fastify();
    registerMailbox(app, mails);
    const { body, headers, statusCode } = await app.inject('/mail');
    await app.close();
    expect(statusCode).toBe(200);
    expect(body).toContain('user@example.com');
    expect(body).toContain('Dear Mishima &lt;b&gt;,');
    expect(body).toContain('箱根 守 様');
    expect(body).not.toMatch(/<b>|<script|secretid/);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});
