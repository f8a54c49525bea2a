import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const ROOT = join(__dirname, '..', '..', '..');
const NODE_ARGS = [
  '--require',
  join(ROOT, 'test', 'support', 'swc-register.js'),
  join(ROOT, 'src', 'staff.ts'),
];

/** How `npm run staff` ended. */
export interface StaffCommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run staff -- ...args` in a process of its own, `lines` piped into it. */
export async function runStaff(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  lines: readonly string[] = [],
): Promise<StaffCommandResult> {
  const child = spawn(process.execPath, [...NODE_ARGS, ...args], { env: inherited(env), stdio: 'pipe' });
  const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)];
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: stdout(), stderr: stderr() };
}

/** The same on a terminal, whose user types `answers`, one to each prompt. The result's stdout is what its screen showed. */
export async function typeStaff(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  answers: readonly string[],
): Promise<StaffCommandResult> {
  const command = [process.execPath, ...NODE_ARGS, ...args].map((word) => `'${word}'`).join(' ');
  // script(1) gives the command a terminal, and ends with its exit code.
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: inherited(env),
    stdio: 'pipe',
  });
  const [screen, stderr] = [collected(child.stdout), collected(child.stderr)];
  for (const [place, answer] of answers.entries()) {
    await shows(child, screen, place + 1);
    child.stdin.write(`${answer}\r`);
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: screen(), stderr: stderr() };
}

/** Waits for this many prompts, which end with a colon. */
async function shows(child: ChildProcess, screen: () => string, prompts: number): Promise<void> {
  while ((screen().match(/: /g) ?? []).length < prompts) {
    if (child.exitCode !== null) throw new Error(`it ended before it asked: ${screen()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function inherited(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env };
}

function collected(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}
