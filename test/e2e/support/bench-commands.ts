import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { isRunning } from './gateway-program';

const ROOT = join(__dirname, '..', '..', '..');

/** A command of the bench, as a terminal started it. */
export interface RunningBench {
  readonly child: ChildProcess;
  stdout(): string;
  /** Resolves once it has written this on what is going on. */
  told(text: string): Promise<void>;
  ended(): Promise<number | null>;
}

/** Runs one command of bench/ with a folder of its own for its data and its results. */
export class BenchCommands {
  private temporary: TemporaryFolder | undefined;
  private readonly running: RunningBench[] = [];

  /** @param program below bench/, such as `main.ts` */
  constructor(private readonly program: string) {}

  /** Where its temporary folders are. */
  get folder(): string {
    if (this.temporary === undefined) throw new Error('open() comes first');
    return this.temporary.path;
  }

  /** Where its results go. */
  get out(): string {
    return join(this.folder, 'out');
  }

  async open(): Promise<void> {
    this.temporary = await temporaryFolder();
  }

  /** In a process group of its own, as a terminal would start it. */
  start(...options: string[]): RunningBench {
    const register = join(ROOT, 'test', 'support', 'swc-register.js');
    const child = spawn(
      process.execPath,
      ['--require', register, join(ROOT, 'bench', this.program), '--out', this.out, ...options],
      {
        cwd: ROOT,
        detached: true,
        env: { ...process.env, TMPDIR: this.folder },
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
    this.running.push(bench);
    return bench;
  }

  /** Nobody of its process group runs, its servers do not, and its folder is empty. */
  async expectNothingLeft({ child }: RunningBench, servers: readonly number[]): Promise<void> {
    expect(() => process.kill(-(child.pid ?? 0), 0)).toThrow('ESRCH');
    expect(servers.filter(isRunning)).toEqual([]);
    expect((await readdir(this.folder)).filter((name) => name !== 'out')).toEqual([]);
  }

  async close(): Promise<void> {
    for (const { child, ended } of this.running.splice(0)) {
      if (child.exitCode === null) child.kill('SIGTERM');
      await ended();
    }
    await this.temporary?.remove();
  }
}
