import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder';

const script = join(__dirname, '../../../../scripts/extract-playground.mjs');

/** As the registry publishes it for graphql-playground-react 1.7.28. */
const PINNED =
  'sha512-YPR33Ph9kuKlFOMpc8mKGsL/fOiX0ltgzV1BokXYNsBLtTVQnhdCSKQuZg80CcxWKD8syNuWXDkGZSAdFkwmRg==';

interface Run {
  readonly exitCode: number | null;
  readonly stderr: string;
}

/** Runs the script against the registry on loopback at `port`, with an empty cache. */
function extract(folder: string, port: number): Promise<Run> {
  const env = {
    PATH: process.env['PATH'],
    npm_config_registry: `http://127.0.0.1:${String(port)}/`,
    npm_config_cache: join(folder, 'cache'),
  };
  return new Promise((resolve) => {
    const run = execFile(
      process.execPath,
      [script, join(folder, 'playground')],
      { env, timeout: 50_000 },
      (_error, _stdout, stderr) => {
        resolve({ exitCode: run.exitCode, stderr });
      },
    );
  });
}

describe('taking the Playground from the registry', () => {
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(() => folder.remove());

  it('refuses a package that is not the pinned one, and leaves nothing behind', async () => {
    const registry = createServer((request, response) => {
      const host = String(request.headers.host);
      if (request.url?.endsWith('.tgz')) return response.end('something else');
      const dist = { tarball: `http://${host}/graphql-playground-react/-/other.tgz` };
      const version = { name: 'graphql-playground-react', version: '1.7.28', dist };
      return response.end(JSON.stringify({ name: version.name, versions: { '1.7.28': version } }));
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    const { exitCode, stderr } = await extract(folder.path, (registry.address() as AddressInfo).port);
    await new Promise((resolve) => registry.close(resolve));

    expect(stderr).toMatch(
      /^The registry's copy of graphql-playground-react@1\.7\.28 is not the pinned one .*\.\n$/,
    );
    expect(exitCode).toBe(1);
    expect(await readdir(folder.path)).not.toContain('playground');
    expect((await readdir(folder.path)).filter((name) => name.startsWith('playground'))).toEqual([]);
  });

  it('says in one sentence that the registry is out of reach', async () => {
    const { exitCode, stderr } = await extract(folder.path, 1);
    expect(stderr).toMatch(
      /^Could not take graphql-playground-react@1\.7\.28 from the registry \(ECONNREFUSED\).*\.\n$/,
    );
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(exitCode).toBe(1);
  });

  it('asks nobody when the pinned build is already there, and asks again when a file of it is missing', async () => {
    const playground = join(folder.path, 'playground');
    const files = { script: 'a.js', style: 'b.css', icon: 'c.png' };
    await mkdir(playground);
    await writeFile(join(playground, 'manifest.json'), JSON.stringify({ integrity: PINNED, ...files }));
    for (const file of Object.values(files)) await writeFile(join(playground, file), '');
    expect(await extract(folder.path, 1)).toEqual({ exitCode: 0, stderr: '' });

    await rm(join(playground, files.style));
    expect((await extract(folder.path, 1)).exitCode).toBe(1);
  });
});
