import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RedisProgram } from './redis-program';
import { runCommand } from './run-command';

const APT_WITHIN_MS = 180_000;
const PACKAGES = ['redis-server', 'redis-tools'];

/** Finds what an earlier fetch left in `toolsDir`. */
export async function findFetchedRedis(toolsDir: string): Promise<RedisProgram | undefined> {
  const root = join(toolsDir, 'redis');
  const executable = join(root, 'usr', 'bin', 'redis-server');
  const libraryPath = await libraryPathOf(root);
  const env = { LD_LIBRARY_PATH: libraryPath };
  const version = await runCommand(executable, ['--version'], { timeoutMs: 5_000, env }).catch(
    () => undefined,
  );
  return version === undefined ? undefined : { executable, libraryPath };
}

/**
 * Downloads the distribution's signed packages of redis-server and of the libraries this machine lacks, and unpacks
 * them in `toolsDir`: no root, nothing installed, apt's own state untouched.
 *
 * @throws CommandFailed when apt-get or dpkg fail, as when offline.
 */
export async function fetchRedisFromApt(aptGet: string, toolsDir: string): Promise<RedisProgram> {
  await mkdir(toolsDir, { recursive: true });
  const workshop = await mkdtemp(join(toolsDir, 'fetching-'));
  try {
    const root = join(workshop, 'root');
    const debs = join(workshop, 'debs');
    const apt = await privateApt(aptGet, workshop);
    await mkdir(debs);
    await apt(['update'], workshop);
    // --reinstall lists the two even where they are installed but not on the search path.
    const plan = await apt(
      ['--simulate', '--reinstall', '--no-install-recommends', 'install', ...PACKAGES],
      workshop,
    );
    const names = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
    await apt(['download', ...names], debs);
    for (const deb of await readdir(debs)) {
      await runCommand('dpkg', ['-x', join(debs, deb), root], { timeoutMs: APT_WITHIN_MS });
    }
    await moveIntoPlace(root, join(toolsDir, 'redis'));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  const fetched = await findFetchedRedis(toolsDir);
  if (fetched === undefined) throw new Error('The fetched redis-server does not run on this machine');
  return fetched;
}

/** apt-get(8) with package lists and cache of its own; only the machine's sources and keys are read. */
async function privateApt(
  aptGet: string,
  workshop: string,
): Promise<(args: readonly string[], cwd: string) => Promise<string>> {
  const state = join(workshop, 'state');
  const cache = join(workshop, 'cache');
  await mkdir(join(state, 'lists', 'partial'), { recursive: true });
  await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
  const options = [
    `Dir::State=${state}`,
    `Dir::State::lists=${join(state, 'lists')}`,
    `Dir::Cache=${cache}`,
    'Debug::NoLocking=true',
    // As root, apt would download as the account _apt, which may not enter this folder.
    'APT::Sandbox::User=root',
    'Acquire::Retries=2',
  ].flatMap((option) => ['-o', option]);
  return (args, cwd) => runCommand(aptGet, [...options, ...args], { cwd, timeoutMs: APT_WITHIN_MS });
}

/** Another gateway may have finished the same fetch first; then its result stands. */
async function moveIntoPlace(root: string, place: string): Promise<void> {
  await rename(root, place).catch(async () => {
    await rm(root, { recursive: true, force: true });
  });
}

/** Debian keeps shared libraries in a folder named by the architecture, such as usr/lib/x86_64-linux-gnu. */
async function libraryPathOf(root: string): Promise<string> {
  const folders = [join(root, 'usr', 'lib'), join(root, 'lib')];
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => name.includes('-linux-')).map((name) => join(folder, name));
    }),
  );
  return found.flat().join(':');
}
