import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIGURES_FILE } from '../faults/support/figures';
import { endProcess } from '../support/processes';
import { temporaryFolder } from '../support/temporary-folder';
import type { Cleanup } from './cleanup';
import type { Proof, ProofOptions } from './proof';

const PROJECT_ROOT = join(__dirname, '..', '..');
const JEST = join(PROJECT_ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const SHOWN_LINES = 40;

/** A prover of what tests prove already: runs those whose path holds one of `paths`, of which there must be some. */
export function proveByTests(bar: string, paths: readonly string[]) {
  return async (_options: ProofOptions, cleanup: Cleanup): Promise<Proof> => {
    const folder = await cleanup.start(temporaryFolder(), (made) => made.remove());
    const figures = join(folder.path, 'figures');
    // One file after the other: storms at the same time would be measured against each other.
    const child = spawn(process.execPath, [JEST, '--ci', '--forceExit', '--runInBand', ...paths], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, [FIGURES_FILE]: figures },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await cleanup.start(Promise.resolve(child), (started) => endProcess(started));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    const [code] = (await once(child, 'close')) as [number | null];
    const [, counts = 'no test ran'] = /^Tests: +(.+)$/m.exec(output) ?? [];
    const met = code === 0 && counts.includes(' passed');
    return {
      bar,
      figure: `tests of ${paths.join(', ')}: ${counts}`,
      goal: 'all passed',
      met,
      details: [...(await linesOf(figures)), ...(met ? [] : output.split('\n').slice(-SHOWN_LINES))],
    };
  };
}

/** What the tests told of what they measured; most tell nothing. */
async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}
