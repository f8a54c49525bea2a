import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { join } from 'node:path';
import { endProcess } from './processes';

export interface TypeScriptChildOptions {
  readonly args?: readonly string[];
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A child process with a message channel that ends with the test. */
export interface TypeScriptChild {
  readonly process: ChildProcess;
  readonly pid: number;
  /** What it has written so far to standard output and standard error. */
  output(): string;
  send(message: Serializable): void;
  /** The next message, from now on; rejects with its output when it ends before sending one. */
  nextMessage(): Promise<unknown>;
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Runs a TypeScript file (absolute path) in a process of its own, types unchecked. */
export function forkTypeScript(
  file: string,
  { args = [], env = {} }: TypeScriptChildOptions = {},
): TypeScriptChild {
  const child = fork(file, [...args], {
    execArgv: ['--require', join(__dirname, 'swc-register.js')],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (child.pid === undefined) throw new Error(`${file} cannot be started`);
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  }
  const output = (): string => chunks.join('');
  return {
    process: child,
    pid: child.pid,
    output,
    send: (message) => child.send(message),
    nextMessage: () => nextMessage(child, output),
    end: (signal) => endProcess(child, signal),
  };
}

function nextMessage(child: ChildProcess, output: () => string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      child.off('close', onClose);
      resolve(message);
    };
    // "close", not "exit": by then all output has arrived.
    const onClose = (code: number | null): void => {
      child.off('message', onMessage);
      reject(new Error(`The child process ended (code ${code}) without a message: ${output()}`));
    };
    child.once('message', onMessage);
    child.once('close', onClose);
  });
}
