import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { readLoadAccounts } from '../../bench/seed/load-accounts';
import { startGatewayProcess } from '../support/gateway-process';
import { gatewayEnvironment } from '../support/gateway';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { isRunning } from './support/gateway-program';
import { serversIn } from './support/servers-in';

const ROOT = join(__dirname, '..', '..');

interface Command {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  readonly ended: Promise<number | null>;
}

describe('the commands', () => {
  let folder: TemporaryFolder;
  let running: Command[] = [];
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(async () => {
    for (const { child, ended } of running) {
      child.kill('SIGTERM');
      await ended;
    }
    running = [];
    await folder.remove();
  });

  /** A command of bench/, its temporary folders below this test's own. */
  function start(command: 'load' | 'seed', argv: readonly string[], env: NodeJS.ProcessEnv = {}): Command {
    const register = join(ROOT, 'test', 'support', 'swc-register.js');
    const child = spawn(
      process.execPath,
      ['--require', register, join(ROOT, 'bench', command, 'main.ts'), ...argv],
      {
        cwd: ROOT,
        detached: true,
        env: { ...process.env, TMPDIR: folder.path, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const started = { child, stdout: () => stdout, stderr: () => stderr, ended };
    running.push(started);
    return started;
  }

  async function told(command: Command, text: string): Promise<void> {
    while (!command.stderr().includes(text)) {
      if (command.child.exitCode !== null) throw new Error(command.stderr());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Nobody of its process group runs, its servers do not, and its folder is empty. */
  async function expectNothingLeft({ child }: Command, servers: readonly number[]): Promise<void> {
    expect(() => process.kill(-(child.pid ?? 0), 0)).toThrow('ESRCH');
    expect(servers.filter(isRunning)).toEqual([]);
    expect(await readdir(folder.path)).toEqual([]);
  }

  it('npm run load starts a gateway of its own, tells how it went, and leaves nothing behind', async () => {
    const load = start('load', ['--scenario', 'login-storm', '--rate', '5', '--duration', '2']);
    await told(load, '1 s: ');
    const servers = await serversIn(folder.path);
    expect(servers.map(isRunning)).toEqual([true, true]);
    expect(await load.ended).toBe(0);
    expect(load.stdout()).toMatch(/^login-storm\n.*10 arrivals.*every promise was kept\n$/s);
    await expectNothingLeft(load, servers);
  });

  it('Ctrl-C ends npm run load with all that it started', async () => {
    const load = start('load', ['--scenario', 'login-storm', '--rate', '5', '--duration', '60']);
    await told(load, '1 s: ');
    const servers = await serversIn(folder.path);
    expect(servers.map(isRunning)).toEqual([true, true]);
    process.kill(-(load.child.pid ?? 0), 'SIGINT');
    expect(await load.ended).toBe(130);
    await expectNothingLeft(load, servers);
  });

  it.each([
    ["somebody else's gateway", ['--scenario', 'login-storm', '--against', 'http://192.0.2.1:4000']],
    ['an unknown scenario', ['--scenario', 'apocalypse']],
  ])('npm run load refuses %s and says what there is', async (_what, argv) => {
    const load = start('load', argv);
    expect(await load.ended).toBe(2);
    expect(load.stderr()).toContain('npm run load -- --scenario NAME');
  });

  it('npm run seed and npm run load --against work on one gateway; a broken promise ends with 1', async () => {
    const { env, drop } = await gatewayEnvironment({
      TRUST_PROXY: '127.0.0.1,::1',
      LOGIN_THROTTLE_POINTS: '1000000',
      DATA_DIR: folder.path,
    });
    const gateway = await startGatewayProcess(env);
    try {
      const seeding = start('seed', ['--users', '200'], env);
      expect([await seeding.ended, seeding.stderr()]).toEqual([0, expect.any(String)]);
      expect(seeding.stdout()).toContain('Log in as load000000a to load000199a');
      expect(await readLoadAccounts(folder.path)).toMatchObject({ users: 200 });
      const argv = ['--scenario', 'login-storm', '--rate', '10', '--duration', '1', '--against', gateway.url];
      const kept = start('load', argv, { DATA_DIR: folder.path });
      expect([await kept.ended, kept.stdout()]).toEqual([
        0,
        expect.stringContaining('every promise was kept'),
      ]);
      // The gateway now knows nobody's device any more but the first customer's.
      await onDatabase(
        env,
        `DELETE FROM trusted_devices d USING users u WHERE u.id = d.user_id AND u.login_id <> 'load000000a'`,
      );
      const broken = start('load', argv, { DATA_DIR: folder.path });
      expect(await broken.ended).toBe(1);
      expect(broken.stdout()).toMatch(/PROMISES BROKEN\n +login: AdditionalAuthenticationRequired/);

      expect(await start('seed', ['--users', '0', '--reset'], env).ended).toBe(0);
      expect(await readLoadAccounts(folder.path)).toBeNull();
      const lost = start('load', argv, { DATA_DIR: folder.path });
      expect(await lost.ended).toBe(1);
      expect(lost.stderr()).toMatch(/Nothing was seeded/);
    } finally {
      await gateway.kill('SIGTERM');
      await drop();
    }
  });
});

async function onDatabase({ DATABASE_URL }: NodeJS.ProcessEnv, statement: string): Promise<void> {
  const client = new Client({ connectionString: DATABASE_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
