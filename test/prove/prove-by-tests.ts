import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { endProcess } from '../support/processes';
import type { Cleanup } from './cleanup';
import type { Proof, ProofOptions } from './proof';

const PROJECT_ROOT = join(__dirname, '..', '..');
const JEST = join(PROJECT_ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const SHOWN_LINES = 40;

/** A prover of what tests prove already: runs those whose path holds one of `paths`, of which there must be some. */
export function proveByTests(bar: string, paths: readonly string[]) {
  return async (_options: ProofOptions, cleanup: Cleanup): Promise<Proof> => {
    const child = spawn(process.execPath, [JEST, '--ci', '--forceExit', ...paths], {
      cwd: PROJECT_ROOT,
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
      details: met ? [] : output.split('\n').slice(-SHOWN_LINES),
    };
  };
}
