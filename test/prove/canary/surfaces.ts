import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { OwnServers, Stage } from '../stage';
import type { Surface } from './leak-search';

/** Columns where login IDs belong: nowhere else may one be. */
const LOGIN_ID_COLUMNS: Readonly<Record<string, readonly string[]>> = { users: ['login_id'] };

/** Everything that Redis holds: keys and values, and the files that it keeps of them. */
export async function redisSurfaces({ redis: { url } }: Pick<OwnServers, 'redis'>): Promise<Surface[]> {
  const redis = new Redis(url);
  try {
    // A compressed value would hide what is in it.
    await redis.config('SET', 'rdbcompression', 'no');
    await redis.save();
    const values: Buffer[] = [];
    for await (const keys of redis.scanBufferStream({ count: 1_000 }) as AsyncIterable<Buffer[]>) {
      for (const key of keys) {
        // A key may end between the two commands.
        const value = (await redis.dumpBuffer(key)) as Buffer | null;
        values.push(key, value ?? Buffer.alloc(0));
      }
    }
    const [, folder = ''] = (await redis.config('GET', 'dir')) as readonly string[];
    return [{ name: 'Redis', bytes: Buffer.concat(values) }, ...(await filesBelow(folder))];
  } finally {
    redis.disconnect();
  }
}

/** Every row of every table, as JSON, but for the columns where login IDs belong. */
export async function postgresSurfaces(stage: Pick<Stage, 'query'>): Promise<Surface[]> {
  const tables = await stage.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await stage.query<{ row: string }>(
        `SELECT (to_jsonb(t) - $1::text[])::text AS row FROM "${name}" t`,
        [LOGIN_ID_COLUMNS[name] ?? []],
      );
      return { name: `Postgres, ${name}`, bytes: Buffer.from(rows.map(({ row }) => row).join('\n')) };
    }),
  );
}

async function filesBelow(folder: string): Promise<Surface[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      // redis.conf holds the password of Redis itself, and nothing of a request.
      .filter((entry) => entry.isFile() && /\.(rdb|aof)$/.test(entry.name))
      .map(async ({ parentPath, name }) => ({
        name: `Redis, ${name}`,
        bytes: await readFile(join(parentPath, name)),
      })),
  );
}
