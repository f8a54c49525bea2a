import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fetchRedisFromApt, findFetchedRedis } from './apt-redis';
import type { RedisProgram } from './redis-program';
import { CommandFailed } from './run-command';
import { StartupProblem } from './startup-problem';

export interface RedisSearch {
  /** Folders separated as in PATH. */
  readonly searchPath: string;
  /** Where a fetched redis-server is kept. */
  readonly toolsDir: string;
  readonly log: (line: string) => void;
}

/**
 * Finds redis-server: on the search path, else fetched earlier, else fetched now where there is apt-get.
 *
 * @throws StartupProblem with the command that installs it on this platform.
 */
export async function findRedisProgram(search: RedisSearch): Promise<RedisProgram> {
  const installed = await findOnPath('redis-server', search.searchPath);
  if (installed !== undefined) return { executable: installed };
  const fetched = await findFetchedRedis(search.toolsDir);
  if (fetched !== undefined) return fetched;
  const aptGet = await findOnPath('apt-get', search.searchPath);
  if (aptGet === undefined) throw await missingRedis([]);
  search.log(`redis-server is not installed: fetching it into ${search.toolsDir}`);
  try {
    return await fetchRedisFromApt(aptGet, search.toolsDir);
  } catch (cause) {
    throw await missingRedis(cause instanceof CommandFailed ? cause.output : [String(cause)]);
  }
}

async function findOnPath(name: string, searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter).filter((each) => each !== '')) {
    const candidate = join(folder, name);
    const isThere = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return candidate;
  }
  return undefined;
}

async function missingRedis(log: readonly string[]): Promise<StartupProblem> {
  const osRelease = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const command = installCommand(process.platform, osRelease);
  return new StartupProblem(`There is no redis-server on this machine: ${command}, or set REDIS_URL.`, log);
}

/** How to install Redis, given `process.platform` and the text of /etc/os-release (os-release(5)). */
export function installCommand(platform: NodeJS.Platform, osRelease: string): string {
  if (platform === 'darwin') return 'run "brew install redis"';
  const family = osRelease
    .split('\n')
    .filter((line) => /^ID(_LIKE)?=/.test(line))
    .join(' ');
  if (/debian|ubuntu/.test(family)) return 'run "sudo apt-get install redis-server"';
  if (/fedora|rhel|centos/.test(family)) return 'run "sudo dnf install redis"';
  if (family.includes('alpine')) return 'run "apk add redis"';
  return 'install Redis 6.2 or later';
}
