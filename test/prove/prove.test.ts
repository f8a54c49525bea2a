import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { forkTypeScript, type TypeScriptChild } from '../support/typescript-child';

const COMMAND = join(__dirname, 'prove.ts');

describe('npm run prove', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const prove = (...args: string[]): TypeScriptChild =>
    forkTypeScript(COMMAND, { args, env: { TMPDIR: folder.path } });
  const exitOf = async ({ process: child }: TypeScriptChild): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  /** The folders of servers that were started and not removed, which is done once they have ended. */
  const leftBehind = (): Promise<string[]> => readdir(folder.path);

  it('prints a line for each bar, ends with 1 exactly if one is missed, and leaves nothing behind', async () => {
    const command = prove('--only', 'F9,F10', '--count', '40', '--samples', '5', '--seed', '7');
    await new Promise((resolve) => command.process.once('close', resolve));
    const output = command.output();
    expect(output).toMatch(/^seed 7$/m);
    expect(output).toMatch(/^F9 +met +40 requests of seed 7, \d+ answers: 0 faults \(goal: 0\)$/m);
    expect(output).toMatch(
      /login, known and unknown ID: n 5 and 5, means [\d.]+ and [\d.]+ ms, t -?[\d.]+; the same answers/,
    );
    // Five samples say little about time; about bodies and headers they do.
    expect(output).toMatch(
      /^F10 +(met|NOT MET) +6 pairs of 5 samples each: 0 told apart by body or headers/m,
    );
    expect(command.process.exitCode).toBe(output.includes('NOT MET') ? 1 : 0);
    expect(await leftBehind()).toEqual([]);
  });

  it('Ctrl-C ends what it has started', async () => {
    const command = prove('--only', 'F9', '--count', '1000000');
    await eventually(async () => (await leftBehind()).length > 0);
    command.process.kill('SIGINT');
    expect(await exitOf(command)).toBe(130);
    expect(await leftBehind()).toEqual([]);
  });

  it('says what is wrong with what it is told', async () => {
    const command = prove('--only', 'F99');
    expect(await exitOf(command)).toBe(2);
    expect(command.output()).toMatch(/--only takes some of F2, F3/);
  });
});
