import type { DataSource } from 'typeorm';
import { PostgresHistory } from '../../../src/history/postgres-history';
import { keptMails, noticingHistory } from '../../../src/notices/compose-notices';
import { connectTo, eventAbout, insertPeople } from '../../support/notices-people';
import { freshDatabase, type TestDatabase } from '../../support/postgres';

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  dataSource = await connectTo(database.url);
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

it('the demo shows the newest mail first, in whatever order they were sent', async () => {
  const people = await insertPeople(dataSource);
  const history = noticingHistory(new PostgresHistory(dataSource), dataSource);
  for (const type of ['LOCKED_OUT', 'SUSPENDED', 'SUSPENSION_RELEASED'] as const) {
    await history.append(eventAbout(people, { type, subjectUserId: people.masterId }));
  }
  await dataSource.query(`UPDATE notices SET sent_at = now() - (created_at - '2020-01-01')`);
  const mails = await keptMails(dataSource, {
    address: 'bank@example.com',
    name: 'Bank',
    subjectPrefix: '',
  })();
  const dates = mails.map(({ date }) => date.getTime());
  expect(dates).toHaveLength(3);
  expect(dates).toEqual([...dates].sort((one, other) => other - one));
});
