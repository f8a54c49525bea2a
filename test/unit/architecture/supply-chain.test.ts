import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
}

const readJson = (file: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', '..', file), 'utf8'));
const manifest = readJson('package.json') as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const lock = readJson('package-lock.json') as { readonly packages: Readonly<Record<string, LockedPackage>> };

describe('what is installed', () => {
  const installed = Object.entries(lock.packages).filter(([folder]) => folder !== '');

  it('every package is held by a hash', () => {
    expect(installed.length).toBeGreaterThan(100);
    const loose = installed.filter(([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity));
    expect(loose.map(([folder]) => folder)).toEqual([]);
  });

  it('what we name ourselves is named by one version', () => {
    const named = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    for (const [name, version] of named) {
      expect([name, version]).toEqual([name, lock.packages[`node_modules/${name}`]?.version]);
    }
  });
});
