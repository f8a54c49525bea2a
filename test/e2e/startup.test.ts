import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { GatewayClient } from '../support/gateway-client';
import { freshDatabase } from '../support/postgres';
import { sharedRedisUrl, uniquePrefix } from '../support/redis';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { isRunning, privateServersOf, startProgram, type GatewayProgram } from './support/gateway-program';

interface DemoFile {
  readonly users: readonly { role: string; loginId: string; loginPassword: string }[];
}

/** Where nothing listens: port 1 is reserved (RFC 6335: tcpmux). */
const NOBODY = '127.0.0.1:1';

describe('starting', () => {
  let folder: TemporaryFolder;
  /** The data folder that most tests share: making a database takes time. */
  let dataDir: string;
  let running: GatewayProgram[] = [];

  beforeAll(async () => {
    folder = await temporaryFolder();
    dataDir = join(folder.path, 'data');
  });
  afterEach(async () => {
    await Promise.all(running.map((program) => program.end()));
    running = [];
  });
  afterAll(() => folder.remove());

  function start(settings: NodeJS.ProcessEnv): GatewayProgram {
    const program = startProgram(settings);
    running.push(program);
    return program;
  }

  /** Starts a gateway that is not to start; resolves with what it wrote to standard error. */
  async function refusal(settings: NodeJS.ProcessEnv): Promise<string> {
    const program = start(settings);
    expect(await program.ended()).toBe(1);
    expect(program.stdout()).not.toContain('listening');
    return program.stderr();
  }

  async function demoFile(): Promise<DemoFile> {
    return JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as DemoFile;
  }

  async function demoMaster(): Promise<DemoFile['users'][number]> {
    const master = (await demoFile()).users.find(({ role }) => role === 'MASTER');
    if (master === undefined) throw new Error('demo.json has no master');
    return master;
  }

  /** A search path with these programs and no others. */
  async function pathOf(programs: readonly string[]): Promise<string> {
    const bin = join(folder.path, 'bin');
    await mkdir(bin);
    for (const program of programs) {
      const place = (process.env['PATH'] ?? '')
        .split(delimiter)
        .find((each) => existsSync(join(each, program)));
      if (place !== undefined) await symlink(join(place, program), join(bin, program));
    }
    return bin;
  }

  describe('for the first time and again', () => {
    it('the demo accounts of demo.json log in, and only the owner may read the file', async () => {
      const url = await start({ DATA_DIR: dataDir }).ready();
      const { users } = await demoFile();
      expect(users.map(({ role }) => role)).toEqual(expect.arrayContaining(['MASTER', 'GENERAL', 'STAFF']));
      for (const { loginId, loginPassword } of users) {
        expect((await new GatewayClient(url).login(loginId, loginPassword)).__typename).toBe('LoggedIn');
      }
      expect((await stat(join(dataDir, 'demo.json'))).mode & 0o777).toBe(0o600);
    });

    it('the second start keeps users, history and session, and takes demo.json back for its owner', async () => {
      await chmod(join(dataDir, 'demo.json'), 0o644);
      const master = await demoMaster();
      const first = start({ DATA_DIR: dataDir });
      const before = new GatewayClient(await first.ready());
      const { sessionToken } = await before.login(master.loginId, master.loginPassword);
      const page = (await before.send('{ users { edges { node { id createdAt } } } }')).data;
      await first.end();

      const after = new GatewayClient(await start({ DATA_DIR: dataDir }).ready());
      after.useBearer(String(sessionToken));
      expect((await after.send('{ users { edges { node { id createdAt } } } }')).data).toEqual(page);
      // One of the first start, one of this.
      expect((await after.send('{ viewer { lastLogins { at } } }')).data).toEqual({
        viewer: { lastLogins: [{ at: expect.any(String) }, { at: expect.any(String) }] },
      });
      expect((await stat(join(dataDir, 'demo.json'))).mode & 0o777).toBe(0o600);
    });

    it('two gateways with a port and a data folder each run side by side and share nothing', async () => {
      const otherDir = join(folder.path, 'other');
      const [one, other] = await Promise.all([
        start({ DATA_DIR: dataDir }).ready(),
        start({ DATA_DIR: otherDir }).ready(),
      ]);
      const master = await demoMaster();
      const client = new GatewayClient(one);
      const { sessionToken } = await client.login(master.loginId, master.loginPassword);
      const stranger = new GatewayClient(other);
      stranger.useBearer(String(sessionToken));
      expect((await client.run('viewer'))['role']).toBe('MASTER');
      expect((await stranger.runRaw('viewer')).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect(
        new Set([...(await privateServersOf(dataDir)), ...(await privateServersOf(otherDir))]).size,
      ).toBe(4);
    });
  });

  describe('and stopping', () => {
    it.each(['SIGINT', 'SIGTERM'] as const)('%s stops the gateway and its servers', async (signal) => {
      const program = start({ DATA_DIR: dataDir });
      await program.ready();
      const servers = await privateServersOf(dataDir);
      expect(servers.map(isRunning)).toEqual([true, true]);
      expect(await program.end(signal)).toBe(0);
      expect(servers.map(isRunning)).toEqual([false, false]);
    });

    it('a signal that comes while it starts leaves no server behind', async () => {
      const program = start({ DATA_DIR: dataDir });
      let servers: readonly number[] = [];
      while (servers.length < 2 && program.stdout() === '') servers = await privateServersOf(dataDir);
      expect(await program.end('SIGINT')).toBe(0);
      expect(servers).toHaveLength(2);
      expect(servers.map(isRunning)).toEqual([false, false]);
    });
  });

  describe('where it cannot', () => {
    it('a port in use is named, and the servers stop again', async () => {
      const listener = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => listener.once('listening', resolve));
      const PORT = String((listener.address() as AddressInfo).port);
      try {
        expect(await refusal({ DATA_DIR: dataDir, PORT })).toMatch(
          new RegExp(`^Port ${PORT} of 127.0.0.1 is in use: [^\\n]+\\n$`),
        );
      } finally {
        listener.close();
      }
      expect((await privateServersOf(dataDir)).filter(isRunning)).toEqual([]);
    });

    it('a data folder that another gateway uses is left to it', async () => {
      const url = await start({ DATA_DIR: dataDir }).ready();
      expect(await refusal({ DATA_DIR: dataDir })).toMatch(/^Another gateway [^\n]+ set DATA_DIR [^\n]+\n$/);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
    });

    it('a data folder that cannot be written is told in one sentence', async () => {
      const file = join(folder.path, 'a-file');
      await writeFile(file, '');
      expect(await refusal({ DATA_DIR: join(file, 'data') })).toMatch(
        /^The data folder cannot be written \(ENOTDIR\): set DATA_DIR [^\n]+\n$/,
      );
    });

    it('without redis-server and apt-get it says how to install Redis, and stops Postgres again', async () => {
      const fresh = join(folder.path, 'without-redis');
      expect(await refusal({ DATA_DIR: fresh, PATH: await pathOf(['id', 'useradd']) })).toMatch(
        /^There is no redis-server on this machine: [^\n]+, or set REDIS_URL\.\n$/,
      );
      expect((await privateServersOf(fresh)).filter(isRunning)).toEqual([]);
    });

    it('a database that does not answer is told in one sentence without its password', async () => {
      const settings = {
        DATABASE_URL: `postgres://user:s3cret-word@${NOBODY}/bank`,
        REDIS_URL: sharedRedisUrl(),
      };
      expect(await refusal({ DATA_DIR: dataDir, ...settings })).toBe(
        'The database cannot be used (ECONNREFUSED): start it, or correct DATABASE_URL.\n',
      );
    });

    it('a Redis that does not answer is told in one sentence without its password', async () => {
      const database = await freshDatabase();
      const settings = { DATABASE_URL: database.url, REDIS_URL: `redis://:s3cret-word@${NOBODY}` };
      try {
        expect(await refusal({ DATA_DIR: dataDir, ...settings })).toMatch(
          /^Redis cannot be used \(ECONNREFUSED\): start it, or correct REDIS_URL\.\n$/,
        );
      } finally {
        await database.drop();
      }
    });

    it('all faults of the configuration are told at once, by name and never by value', async () => {
      const stderr = await refusal({
        DATA_DIR: dataDir,
        LOCKOUT_SECONDS: 'one-hour',
        SESSION_SINGLE: 'perhaps',
        DATABASE_URL: 'mysql://user:s3cret-word@db/bank',
        PEPPERS: '1:c2hvcnQ=',
      });
      for (const name of ['LOCKOUT_SECONDS', 'SESSION_SINGLE', 'DATABASE_URL', 'PEPPERS']) {
        expect(stderr).toContain(`  ${name}: wanted `);
      }
      expect(stderr).not.toMatch(/one-hour|perhaps|s3cret-word|c2hvcnQ|\n {4}at /);
    });
  });

  describe('in production', () => {
    it('embedded servers, generated secrets, an insecure cookie and the Playground are refused, all at once', async () => {
      const fresh = join(folder.path, 'production');
      const stderr = await refusal({
        NODE_ENV: 'production',
        DATA_DIR: fresh,
        COOKIE_SECURE: 'off',
        PLAYGROUND: 'on',
        INTROSPECTION: 'on',
        ARGON2_MEMORY_KIB: '1024',
      });
      const faulty = [...stderr.matchAll(/^ {2}(\w+): .* in production$/gm)].map(([, name]) => name);
      expect(faulty.sort()).toEqual([
        'ARGON2_MEMORY_KIB',
        'ATTEMPT_KEY_SECRET',
        'COOKIE_SECURE',
        'DATABASE_URL',
        'INTROSPECTION',
        'MAIL_FROM',
        'MAIL_URL',
        'PEPPERS',
        'PLAYGROUND',
        'RECEIPT_KEY_SECRET',
        'REDIS_URL',
      ]);
      await expect(stat(fresh)).rejects.toThrow('ENOENT');
    });

    it('no demo account is made or written, nothing is left open, and nothing is kept in the data folder', async () => {
      const fresh = join(folder.path, 'production');
      await mkdir(fresh);
      const database = await freshDatabase();
      const program = start({
        NODE_ENV: 'production',
        DATA_DIR: fresh,
        DATABASE_URL: database.url,
        REDIS_URL: sharedRedisUrl(),
        REDIS_PREFIX: uniquePrefix(),
        ATTEMPT_KEY_SECRET: randomBytes(32).toString('base64'),
        PEPPERS: `1:${randomBytes(32).toString('base64')}`,
        RECEIPT_KEY_SECRET: randomBytes(32).toString('base64'),
        MAIL_URL: `smtp://${NOBODY}`,
        MAIL_FROM: 'notices@bank.example',
        SHUTDOWN_NOTICE_MS: '0',
      });
      try {
        const client = new GatewayClient(await program.ready());
        const { users } = await demoFile();
        for (const { loginId, loginPassword } of users) {
          expect((await client.login(loginId, loginPassword)).__typename).toBe('InvalidCredentials');
          expect(program.stdout()).not.toContain(loginPassword);
        }
        expect((await client.send('{ __schema { types { name } } }')).errors[0]?.extensions.code).toBe(
          'GRAPHQL_VALIDATION_FAILED',
        );
        expect((await fetch(`${client.url}/playground`)).status).toBe(404);
        expect(await readdir(fresh)).toEqual([]);
        expect(await program.end()).toBe(0);
      } finally {
        await program.end();
        await database.drop();
      }
    });
  });
});
