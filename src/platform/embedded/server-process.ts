import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/** Enough to show why a server refused to start, and little enough to read. */
const KEPT_LINES = 40;

export interface ServerCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** What the server writes once it accepts connections. */
  readonly readyText: string;
  readonly readyWithinMs: number;
}

/** A server that ended, or said nothing, before it was ready; `lines` is what it wrote. */
export class ServerNotReady extends Error {
  override readonly name = 'ServerNotReady';

  constructor(
    executable: string,
    readonly lines: readonly string[],
  ) {
    super(`${executable} did not become ready`);
  }
}

/** A server process that this process started and alone stops, by its process id. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly pid: number,
  ) {}

  /**
   * Starts a server and waits until it is ready. Whatever it writes goes to `log`, line by line.
   *
   * It gets a process group of its own: Ctrl-C in a terminal must reach the gateway, which drains and only then stops
   * its servers.
   *
   * @throws ServerNotReady, with nothing left running.
   */
  static async start(command: ServerCommand, log: (line: string) => void): Promise<ServerProcess> {
    const { executable, args, readyText, readyWithinMs, ...options } = command;
    const child = spawn(executable, [...args], {
      ...options,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    const ready = new Promise<boolean>((resolve) => {
      const onLine = (line: string): void => {
        if (lines.push(line) > KEPT_LINES) lines.shift();
        log(line);
        if (line.includes(readyText)) resolve(true);
      };
      readLines(child.stdout, onLine);
      readLines(child.stderr, onLine);
      child.once('error', (error) => {
        lines.push(error.message);
        resolve(false);
      });
      child.once('close', () => {
        resolve(false);
      });
    });
    const tooLate = new AbortController();
    const isReady = await Promise.race([
      ready,
      delay(readyWithinMs, false, { signal: tooLate.signal }).catch(() => false),
    ]);
    tooLate.abort();
    child.once('exit', (code, signal) => {
      log(`${executable} ended (${signal ?? code})`);
    });
    if (isReady && child.pid !== undefined) return new ServerProcess(child, child.pid);
    if (child.pid !== undefined) await new ServerProcess(child, child.pid).stop('SIGKILL', 0);
    throw new ServerNotReady(executable, lines);
  }

  /** Sends `signal` and waits for the end; after `graceMs` sends SIGKILL. Does nothing to a server that has ended. */
  async stop(signal: NodeJS.Signals, graceMs: number): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), graceMs);
    await exited;
    clearTimeout(impatience);
  }
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine);
}
