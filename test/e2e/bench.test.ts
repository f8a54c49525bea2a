import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { isRunning } from './support/gateway-program';
import { serversIn } from './support/servers-in';

const ROOT = join(__dirname, '..', '..');
const TAKES_AT_MOST_MS = 170_000;

interface RunningBench {
  readonly child: ChildProcess;
  stdout(): string;
  /** Resolves once it has written this on what is going on. */
  told(text: string): Promise<void>;
  ended(): Promise<number | null>;
}

describe('npm run bench', () => {
  let folder: TemporaryFolder;
  let out: string;
  const running: RunningBench[] = [];

  beforeEach(async () => {
    folder = await temporaryFolder();
    out = join(folder.path, 'out');
  });
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      if (child.exitCode === null) child.kill('SIGTERM');
      await ended();
    }
    await folder.remove();
  });

  /** In a process group of its own, as a terminal would start it, and with a folder of its own for its data. */
  function start(...options: string[]): RunningBench {
    const register = join(ROOT, 'test', 'support', 'swc-register.js');
    const child = spawn(
      process.execPath,
      ['--require', register, join(ROOT, 'bench', 'main.ts'), '--quick', '--out', out, ...options],
      {
        cwd: ROOT,
        detached: true,
        env: { ...process.env, TMPDIR: folder.path },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const closed = once(child, 'close') as Promise<[number | null]>;
    const bench = {
      child,
      stdout: () => stdout,
      told: (text: string) =>
        new Promise<void>((resolve, reject) => {
          const look = (): void => {
            if (stderr.includes(text)) resolve();
          };
          child.stderr.on('data', look);
          look();
          void closed.then(() => {
            reject(new Error(`It ended without saying "${text}": ${stderr}`));
          });
        }),
      ended: async () => (await closed)[0],
    };
    running.push(bench);
    return bench;
  }

  /** Nobody of its process group runs, its servers do not, and its folder is empty. */
  async function expectNothingLeft({ child }: RunningBench, servers: readonly number[]): Promise<void> {
    expect(() => process.kill(-(child.pid ?? 0), 0)).toThrow('ESRCH');
    expect(servers.filter(isRunning)).toEqual([]);
    expect((await readdir(folder.path)).filter((name) => name !== 'out')).toEqual([]);
  }

  it(
    'measures on servers of its own, prints a table, writes results and report, and leaves nothing behind',
    async () => {
      const bench = start('--rounds', '1', '--only', 'B7,B10');
      await bench.told('B7: counting');
      const servers = await serversIn(folder.path);
      expect(servers.map(isRunning)).toEqual([true, true]);
      expect(await bench.ended()).toBe(0);
      expect(bench.stdout()).toMatch(/^bar +figure +reference +ratio \(min–max\) +goal +met\n─/);
      const results = JSON.parse(await readFile(join(out, 'latest.json'), 'utf8')) as {
        mode: string;
        bars: { id: string; name: string; value: number }[];
      };
      expect(results.mode).toBe('quick');
      const [redis, postgres, start10] = results.bars;
      expect(results.bars.map(({ id }) => id)).toEqual(['B7', 'B7', 'B10']);
      // A login asks the ledger twice and reads the account, however it is improved.
      expect(redis?.value).toBeGreaterThanOrEqual(2);
      expect(postgres?.value).toBeGreaterThanOrEqual(1);
      expect(start10?.value).toBeGreaterThan(0);
      expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('start to ready');
      await expectNothingLeft(bench, servers);
    },
    TAKES_AT_MOST_MS,
  );

  it(
    'Ctrl-C in the middle stops every process that it started',
    async () => {
      const bench = start('--only', 'B1');
      await bench.told('warming up: gateway');
      const servers = await serversIn(folder.path);
      expect(servers.map(isRunning)).toEqual([true, true]);
      process.kill(-(bench.child.pid ?? 0), 'SIGINT');
      expect(await bench.ended()).toBe(130);
      await expectNothingLeft(bench, servers);
    },
    TAKES_AT_MOST_MS,
  );
});
