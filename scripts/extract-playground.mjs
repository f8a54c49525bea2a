// Puts the static build of GraphQL Playground into dist/playground, where the gateway serves it from.
//
//   node scripts/extract-playground.mjs [target folder]
//
// The package is no dependency of ours: it would bring some 400 packages for five static files. It is taken from the
// registry (npm_config_registry, as npm sets it, else the public one) and refused unless it is byte for byte the
// pinned one. Nothing of it is run. Does nothing when the pinned build is already there.
//
// 1.7.28 is the last release and the one that repaired the script injection by schema (CVE-2021-41249). The fork
// @apollographql/graphql-playground-react adds a federation query plan, is marked as for Apollo Server only, and is
// otherwise the same.
import { createHash } from 'node:crypto';
import { access, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const PACKAGE = 'graphql-playground-react@1.7.28';
const INTEGRITY =
  'sha512-YPR33Ph9kuKlFOMpc8mKGsL/fOiX0ltgzV1BokXYNsBLtTVQnhdCSKQuZg80CcxWKD8syNuWXDkGZSAdFkwmRg==';
const FILES = {
  script: 'build/static/js/middleware.js',
  style: 'build/static/css/middleware.css',
  icon: 'build/favicon.png',
};

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const target = resolve(process.argv[2] ?? join(repository, 'dist', 'playground'));

if (!(await isExtracted())) {
  try {
    await extract();
    console.log(`Extracted ${PACKAGE} to ${target}.`);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

async function isExtracted() {
  try {
    const manifest = JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8'));
    if (manifest.integrity !== INTEGRITY) return false;
    await Promise.all(Object.keys(FILES).map((role) => access(join(target, manifest[role]))));
    return true;
  } catch {
    return false;
  }
}

/** Builds the folder beside the target and moves it there in one step, so that no half of it is ever served. */
async function extract() {
  const { default: pacote } = await import('pacote');
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(`${target}-`);
  try {
    const unpacked = join(work, 'package');
    await pacote.extract(PACKAGE, unpacked, registryOptions());
    await writeAssets(unpacked, join(work, 'assets'));
    await rm(target, { recursive: true, force: true });
    await rename(join(work, 'assets'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @returns what npm was told about the registry and its cache, where npm runs this script. */
function registryOptions() {
  const { npm_config_registry: registry, npm_config_cache: cache } = process.env;
  return {
    integrity: INTEGRITY,
    preferOffline: true,
    fetchRetries: 1,
    ...(registry && { registry }),
    ...(cache && { cache: join(cache, '_cacache') }),
  };
}

/** Names each file by its content, so that browsers may keep it for good; the manifest says which is which. */
async function writeAssets(unpacked, folder) {
  await mkdir(folder);
  const manifest = { package: PACKAGE, integrity: INTEGRITY };
  for (const [role, path] of Object.entries(FILES)) {
    const content = await readFile(join(unpacked, path));
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const extension = path.slice(path.lastIndexOf('.'));
    manifest[role] = `playground-${hash}${extension}`;
    await writeFile(join(folder, manifest[role]), content);
    if (role === 'script') {
      await writeFile(join(folder, `${manifest[role]}.gz`), await promisify(gzip)(content, { level: 9 }));
    }
  }
  await cp(join(unpacked, 'LICENSE'), join(folder, 'LICENSE'));
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function explain(error) {
  if (error.code === 'EINTEGRITY') {
    return `The registry's copy of ${PACKAGE} is not the pinned one (${INTEGRITY}), so it was not used.`;
  }
  return `Could not take ${PACKAGE} from the registry (${error.code ?? error.message}): connect to it once, or set npm_config_registry to a mirror within reach.`;
}
