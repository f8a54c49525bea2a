import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../../src/platform/embedded/embedded-postgres';
import type { EmbeddedServer } from '../../../src/platform/embedded/embedded-server';
import { findProcess } from '../../../src/platform/embedded/process-table';
import { StartupProblem } from '../../../src/platform/embedded/startup-problem';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';

const settings = { fsync: 'off' };

let folder: TemporaryFolder;
let server: EmbeddedServer | undefined;
let lines: string[];

beforeEach(async () => {
  folder = await temporaryFolder();
  server = undefined;
  lines = [];
});

afterEach(async () => {
  await server?.stop();
  await folder.remove();
});

async function start(options: { port?: number } = {}): Promise<EmbeddedServer> {
  server = await startEmbeddedPostgres({
    dataDir: folder.path,
    log: (line) => lines.push(line),
    settings,
    ...options,
  });
  return server;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('the private PostgreSQL', () => {
  it('keeps its data and its password between starts', async () => {
    const first = await start();
    await ask(first.url, `CREATE TABLE kept AS SELECT '関所' AS name`);
    await first.stop();
    expect(await findProcess(first.pid)).toBeUndefined();

    const second = await start();
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    expect(await ask(second.url, 'SELECT name FROM kept')).toEqual([{ name: '関所' }]);
  });

  it('starts again after kill -9 with what was committed', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    await first.stop('SIGKILL');
    await stat(join(folder.path, 'postgres', 'cluster', 'postmaster.pid'));

    const second = await start();
    expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('leaves alone a stranger whose process id stands in its old pid file', async () => {
    await (await start()).stop();
    const pidFile = join(folder.path, 'postgres', 'cluster', 'postmaster.pid');
    await writeFile(pidFile, `${process.pid}\n`);

    expect(await ask((await start()).url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('keeps its password for the eyes of its account only, and asks for it', async () => {
    const { url, port } = await start();
    const file = join(folder.path, 'postgres', 'password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(url).toContain(await readFile(file, 'utf8'));
    await expect(ask(`postgres://sekisho:wrong@127.0.0.1:${port}/postgres`, 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
  });

  it('does not write values of failed statements to its log', async () => {
    const { url } = await start();
    await ask(url, 'CREATE TABLE secrets (secret text UNIQUE)');
    const insert = `INSERT INTO secrets VALUES ('canary-7d1f')`;
    await ask(url, insert);
    await expect(ask(url, insert)).rejects.toThrow('unique');
    await server?.stop();
    expect(lines.join('\n')).toContain('shut down');
    expect(lines.join('\n')).not.toContain('canary-7d1f');
  });
});

describe('a start that cannot succeed says what to do, in one sentence', () => {
  it('when the folder cannot be made', async () => {
    const file = join(folder.path, 'a-file');
    await writeFile(file, '');
    await expect(startEmbeddedPostgres({ dataDir: file, log: () => undefined })).rejects.toThrow(
      /cannot be written \(ENOTDIR\): set DATA_DIR/,
    );
  });

  it('when the data are of another major version', async () => {
    await (await start()).stop();
    await writeFile(join(folder.path, 'postgres', 'cluster', 'PG_VERSION'), '12\n');
    await expect(start()).rejects.toThrow(
      /of PostgreSQL 12 and this gateway brings \d+: move them with pg_dump/,
    );
  });

  it('when another gateway is using the folder, which goes on', async () => {
    const first = await start();
    await expect(startEmbeddedPostgres({ dataDir: folder.path, log: () => undefined })).rejects.toThrow(
      `Another gateway (process ${process.pid}) is using`,
    );
    expect(await ask(first.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('when the port is in use, with nothing left running', async () => {
    const first = await start();
    const other = await temporaryFolder();
    const attempt = startEmbeddedPostgres({
      dataDir: other.path,
      log: () => undefined,
      settings,
      port: first.port,
    });
    await expect(attempt).rejects.toThrow(StartupProblem);
    await expect(attempt).rejects.toThrow('port of the private PostgreSQL is in use');
    await expect(stat(join(other.path, 'postgres', 'cluster', 'postmaster.pid'))).rejects.toThrow('ENOENT');
    await other.remove();
  });

  it('when PostgreSQL refuses a setting, with its own words', async () => {
    const attempt = startEmbeddedPostgres({
      dataDir: folder.path,
      log: () => undefined,
      settings: { fsync: 'perhaps' },
    });
    await expect(attempt).rejects.toThrow(
      /does not start .*requires a Boolean value.*: repair that, or set DATABASE_URL/,
    );
  });
});
