import { join } from 'node:path';
import { z } from 'zod';
import { findProcess } from '../../../src/platform/embedded/process-table';
import { temporaryFolder } from '../../support/temporary-folder';
import { toolsFolder } from '../../support/tools-folder';
import { forkTypeScript, type TypeScriptChild } from '../../support/typescript-child';

const started = z.array(z.object({ pid: z.number(), url: z.string() })).length(2);

it('servers left behind by a gateway killed with -9 are stopped by its next start', async () => {
  const folder = await temporaryFolder();
  const forkGateway = (): TypeScriptChild =>
    forkTypeScript(join(__dirname, 'embedded-child.ts'), { args: [folder.path, toolsFolder] });
  const pids: number[] = [];
  try {
    const first = forkGateway();
    const orphans = started.parse(await first.nextMessage());
    pids.push(...orphans.map(({ pid }) => pid));
    await first.end('SIGKILL');
    for (const { pid } of orphans) expect(await findProcess(pid)).toBeDefined();

    const second = forkGateway();
    const successors = started.parse(await second.nextMessage());
    pids.push(...successors.map(({ pid }) => pid));
    for (const { pid } of orphans) expect(await findProcess(pid)).toBeUndefined();
    for (const { pid } of successors) expect(await findProcess(pid)).toBeDefined();
    await second.end('SIGKILL');
  } finally {
    for (const pid of pids) await endServer(pid, folder.path);
    await folder.remove();
  }
});

/** The process ids come from the children; one that names another program by now is not touched. */
async function endServer(pid: number, folder: string): Promise<void> {
  const isOurs = async (): Promise<boolean> =>
    (await findProcess(pid))?.commandLine.includes(folder) === true;
  if (await isOurs()) process.kill(pid, 'SIGKILL');
  while (await isOurs()) await new Promise((resolve) => setTimeout(resolve, 20));
}
