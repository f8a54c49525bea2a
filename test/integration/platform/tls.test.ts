import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { loadConfig } from '../../../src/config/load-config';
import { openFoundations } from '../../../src/open-foundations';
import { postgresAccount } from '../../../src/platform/embedded/postgres-account';
import { createLogger } from '../../../src/platform/logger';
import { connectToRedis, type RedisConnection } from '../../../src/platform/redis/redis-connection';
import { parseRedisLocation } from '../../../src/platform/redis/redis-location';
import { makeAuthority, type ServerIdentity } from '../../support/certificates';
import { gatewayEnvironment } from '../../support/gateway';
import { privatePostgres } from '../../support/postgres';
import type { PrivateServer } from '../../support/private-server';
import { privateRedis } from '../../support/redis';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { startTlsFront, type TlsFront } from '../../support/tls-front';

const bank = makeAuthority('the bank');
const stranger = makeAuthority('the bank');
const HERE = '127.0.0.1';

let folder: TemporaryFolder;
let bankFile: string;
let strangerFile: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  bankFile = join(folder.path, 'bank.pem');
  strangerFile = join(folder.path, 'stranger.pem');
  await writeFile(bankFile, bank.certificate);
  await writeFile(strangerFile, stranger.certificate);
});
afterAll(() => folder.remove());

/** Opens the foundations as a gateway with these settings does, and gives what `use` makes of them. */
async function opened<T>(
  settings: NodeJS.ProcessEnv,
  use: (foundations: Awaited<ReturnType<typeof openFoundations>>) => Promise<T>,
): Promise<T> {
  const { env, drop } = await gatewayEnvironment(settings);
  try {
    const foundations = await openFoundations(loadConfig(env), createLogger('silent'));
    try {
      return await use(foundations);
    } finally {
      await foundations.close();
    }
  } finally {
    await drop();
  }
}

describe('a PostgreSQL that speaks TLS', () => {
  let server: PrivateServer;
  let admin: Client;
  beforeAll(async () => {
    server = await privatePostgres();
    admin = new Client({ connectionString: server.url });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await server.remove();
  });

  const encryption = async (): Promise<unknown> => {
    const { rows } = await admin.query<{ ssl: boolean }>(
      `SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'sekisho'`,
    );
    return rows.map(({ ssl }) => ssl);
  };
  /** Shows this certificate to whoever connects from now on. */
  const show = async ({ certificate, key }: ServerIdentity): Promise<void> => {
    const [certificateFile, keyFile] = [join(folder.path, 'server.pem'), join(folder.path, 'server.key')];
    await writeFile(certificateFile, certificate);
    await writeFile(keyFile, key, { mode: 0o600 });
    const account = await postgresAccount();
    if (account !== undefined) await chown(keyFile, account.uid, account.gid);
    await admin.query(`ALTER SYSTEM SET ssl_cert_file = '${certificateFile}'`);
    await admin.query(`ALTER SYSTEM SET ssl_key_file = '${keyFile}'`);
    await admin.query('ALTER SYSTEM SET ssl = on');
    await reloaded();
  };
  const reloaded = async (): Promise<void> => {
    const loadedAt = async (): Promise<string | undefined> => {
      const { rows } = await admin.query<{ at: string }>('SELECT pg_conf_load_time()::text AS at');
      return rows[0]?.at;
    };
    const before = await loadedAt();
    await admin.query('SELECT pg_reload_conf()');
    while ((await loadedAt()) === before) await new Promise(setImmediate);
  };
  const verified = (): string => `${server.url}?sslmode=verify-full`;

  it('is used over TLS, by every connection, when the authorities of DATABASE_CA vouch for it', async () => {
    await show(bank.vouchFor(HERE));
    const settings = { DATABASE_URL: verified(), DATABASE_CA: bankFile };
    expect(
      await opened(settings, async ({ dataSource }) => {
        await Promise.all([1, 2, 3].map(() => dataSource.query('SELECT pg_sleep(0.05)')));
        return encryption();
      }),
    ).toEqual([true]);
  });

  it.each([
    ['another authority of the same name vouches for it', bank.vouchFor(HERE), () => strangerFile],
    ['nobody was named who may vouch for it', bank.vouchFor(HERE), () => ''],
    ['it has the certificate of another server', bank.vouchFor('db.example', '127.0.0.2'), () => bankFile],
  ])('is refused when %s, with the reason and the setting', async (_, identity, file) => {
    await show(identity);
    const settings = { DATABASE_URL: verified(), DATABASE_CA: file() };
    await expect(opened(settings, () => Promise.resolve())).rejects.toThrow(
      /^The database cannot be used \([A-Z_]*(CERT|SIGNATURE)[A-Z_]*\): start it, or correct DATABASE_URL\.$/,
    );
    expect(await encryption()).toEqual([]);
  });

  it('is refused when it speaks no TLS any more: nothing falls back to plain text', async () => {
    await admin.query('ALTER SYSTEM SET ssl = off');
    await reloaded();
    const settings = { DATABASE_URL: verified(), DATABASE_CA: bankFile };
    await expect(opened(settings, () => Promise.resolve())).rejects.toThrow(
      'The database cannot be used (does not support SSL)',
    );
  });
});

describe('a Redis that speaks TLS', () => {
  let server: PrivateServer;
  let front: TlsFront | undefined;
  let redis: RedisConnection | undefined;
  beforeAll(async () => {
    server = await privateRedis();
  });
  afterAll(() => server.remove());
  afterEach(async () => {
    redis?.disconnect();
    await front?.close();
    [redis, front] = [undefined, undefined];
  });

  const behind = async (identity: ServerIdentity): Promise<string> => {
    front = await startTlsFront(server.port, identity);
    return at(front.port);
  };
  const at = (port: number): string => server.url.replace('redis:', 'rediss:').replace(/\d+$/, String(port));
  const connect = async (url: string, ca?: string): Promise<string> => {
    redis = await connectToRedis(parseRedisLocation(url), {
      commandTimeoutMs: 1_000,
      connectTimeoutMs: 1_000,
      ca,
      onError: () => undefined,
    });
    return redis.ping();
  };

  it('is used when the authorities of REDIS_CA vouch for it', async () => {
    const settings = { REDIS_URL: await behind(bank.vouchFor(HERE)), REDIS_CA: bankFile };
    expect(await opened(settings, (foundations) => foundations.redis.ping())).toBe('PONG');
    expect(front?.accepted()).toBe(1);
  });

  it.each([
    ['another authority of the same name vouches for it', bank.vouchFor(HERE), stranger.certificate],
    ['nobody was named who may vouch for it', bank.vouchFor(HERE), undefined],
    [
      'it has the certificate of another server',
      bank.vouchFor('cache.example', '127.0.0.2'),
      bank.certificate,
    ],
  ])('is refused when %s', async (_, identity, ca) => {
    await expect(connect(await behind(identity), ca)).rejects.toThrow(/was not ready/);
  });

  it('is refused when it speaks no TLS at all', async () => {
    await expect(connect(at(server.port), bank.certificate)).rejects.toThrow(/was not ready/);
  });

  it('is refused at the start with the reason and the setting', async () => {
    const settings = { REDIS_URL: await behind(bank.vouchFor(HERE)), REDIS_CA: strangerFile };
    await expect(opened(settings, () => Promise.resolve())).rejects.toThrow(
      /^Redis cannot be used \([A-Z_]*(CERT|SIGNATURE)[A-Z_]*\): start it, or correct REDIS_URL\.$/,
    );
  });
});
