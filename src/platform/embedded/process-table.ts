import { readFile } from 'node:fs/promises';
import { runCommand } from './run-command';

export interface ProcessEntry {
  readonly parentPid: number;
  readonly commandLine: string;
}

/**
 * Looks up a living process, or returns undefined when there is none. A zombie is not living: it only waits for its
 * parent to read its exit code.
 */
export function findProcess(pid: number): Promise<ProcessEntry | undefined> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

async function fromProc(pid: number): Promise<ProcessEntry | undefined> {
  try {
    const [commandLine, stat] = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    if (commandLine === '') return undefined;
    // proc(5): the second field is the name in parentheses and may hold spaces; the fourth is the parent.
    const parentPid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { parentPid, commandLine: commandLine.replaceAll('\0', ' ') };
  } catch {
    return undefined;
  }
}

async function fromPs(pid: number): Promise<ProcessEntry | undefined> {
  const line = await runCommand('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)], {
    timeoutMs: 5_000,
  }).catch(() => '');
  const match = /^\s*(\d+)\s+(.+)$/m.exec(line);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { parentPid: Number(match[1]), commandLine: match[2] };
}
