import { execFile } from 'node:child_process';

export interface CommandOptions {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd?: string;
  readonly timeoutMs: number;
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A command that ended badly, with what it said. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';

  constructor(
    command: string,
    readonly output: readonly string[],
  ) {
    super(`${command} failed`);
  }
}

/**
 * Runs one command to its end, without a shell and with messages in English, and returns its standard output.
 *
 * @throws CommandFailed when it cannot be started, ends with another code than 0, or takes longer than `timeoutMs`.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  { timeoutMs, env, ...identity }: CommandOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      ...identity,
      timeout: timeoutMs,
      env: { ...process.env, LC_ALL: 'C', ...env },
      maxBuffer: 16 * 1024 ** 2,
    };
    execFile(command, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new CommandFailed(command, linesOf(`${stdout}\n${stderr}\n${error.message}`)));
    });
  });
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
