import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { freshDatabase, type TestDatabase } from '../../support/postgres';
import type { PrivateServer } from '../../support/private-server';
import { privateRedis } from '../../support/redis';
import { leaksIn, type Surface } from './leak-search';
import { postgresSurfaces, redisSurfaces } from './surfaces';

const LEAK = 'Vq7a1b2+moreta';

/** Where of these surfaces the leak is. */
function placesIn(surfaces: readonly Surface[]): readonly string[] {
  return leaksIn(surfaces, [LEAK]).map(({ surface, form }) => `${surface}: ${form}`);
}

describe('F11 › what is searched holds a planted leak', () => {
  let redis: PrivateServer;
  let database: TestDatabase;
  let postgres: Client;
  beforeAll(async () => {
    [redis, database] = await Promise.all([privateRedis(), freshDatabase()]);
    postgres = new Client({ connectionString: database.url });
    await postgres.connect();
  });
  afterAll(async () => {
    await postgres.end();
    await Promise.all([redis.remove(), database.drop()]);
  });

  it.each([
    ['a key', (client: Redis) => client.set(`sk:${LEAK}`, 1)],
    [
      'a value',
      (client: Redis) => client.set('sk:1', `a long value that Redis would compress ${LEAK}`.repeat(20)),
    ],
    ['a field of a hash', (client: Redis) => client.hset('sk:2', { token: LEAK })],
    [
      'a value in base64',
      (client: Redis) => client.set('sk:3', Buffer.from(`{"a":"${LEAK}"}`).toString('base64')),
    ],
  ])('Redis: %s', async (_what, plant) => {
    const client = new Redis(redis.url);
    await client.flushall();
    expect(placesIn(await redisSurfaces({ redis })).filter((place) => place.startsWith('Redis: '))).toEqual(
      [],
    );
    await plant(client);
    const places = await redisSurfaces({ redis }).then(placesIn);
    expect(places.filter((place) => place.startsWith('Redis: '))).toHaveLength(1);
    expect(places.some((place) => place.startsWith('Redis, dump.rdb'))).toBe(true);
    client.disconnect();
  });

  it('Redis: what was there once is in the file of its commands', async () => {
    const client = new Redis(redis.url);
    await client.set('sk:4', LEAK);
    await client.del('sk:4');
    expect((await redisSurfaces({ redis }).then(placesIn)).join()).toMatch(/Redis, appendonly.*aof/);
    client.disconnect();
  });

  const query = async <Row>(sql: string, values?: readonly unknown[]): Promise<Row[]> =>
    (await postgres.query(sql, values === undefined ? [] : [...values])).rows as Row[];
  const userNamed = (loginId: string, name: string): Promise<unknown> =>
    query(
      `INSERT INTO users (id, role, login_id, name, email, language, created_at)
       VALUES ($1, 'STAFF', $2, $3, 'a@example.com', 'en', now())`,
      [randomUUID(), loginId, name],
    );

  it('Postgres: a login ID belongs into one column, and nowhere else', async () => {
    await userNamed(LEAK, 'Somebody');
    expect(await postgresSurfaces({ query }).then(placesIn)).toEqual([]);
    await userNamed('another1', `Somebody ${LEAK}`);
    expect(await postgresSurfaces({ query }).then(placesIn)).toEqual(['Postgres, users: plain']);
    await query(`DELETE FROM users`);
  });

  it('Postgres: bytes in a table', async () => {
    await query(`CREATE TABLE leaky (held bytea)`);
    await query(`INSERT INTO leaky VALUES ($1)`, [Buffer.from(LEAK)]);
    expect(await postgresSurfaces({ query }).then(placesIn)).toEqual(['Postgres, leaky: hex']);
  });
});
