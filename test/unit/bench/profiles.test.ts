import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Profiles } from '../../../bench/stage/profiles';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';

const PROFILE = {
  nodes: [
    { id: 1, callFrame: { functionName: '(root)', url: '', lineNumber: -1 }, children: [2] },
    {
      id: 2,
      callFrame: { functionName: 'login', url: 'file:///app/dist/src/login/login.js', lineNumber: 4 },
    },
  ],
  samples: [1, 2],
  timeDeltas: [2_000, 6_000],
};

describe('profiles of gateways', () => {
  let folder: TemporaryFolder;
  let profiles: Profiles;

  beforeEach(async () => {
    folder = await temporaryFolder();
    profiles = new Profiles(folder.path);
    await writeFile(join(folder.path, 'B2-gateway-1.cpuprofile'), JSON.stringify(PROFILE));
    profiles.ready('B2-gateway-1', 1);
  });

  afterEach(() => folder.remove());

  const drawn = (): Promise<readonly string[]> =>
    profiles.drawInto(folder.path, (gateway) => ({ title: `${gateway}: refusals`, run: 'one round' }));

  it('are drawn as pictures, in place of those of an earlier run', async () => {
    await writeFile(join(folder.path, 'flame-B5-gateway-1.svg'), 'of yesterday');
    await writeFile(join(folder.path, 'latest.json'), '{}');
    expect(await drawn()).toEqual(['flame-B2-gateway-1.svg']);
    expect((await readdir(folder.path)).sort()).toEqual([
      'B2-gateway-1.cpuprofile',
      'flame-B2-gateway-1.svg',
      'latest.json',
    ]);
    const svg = await readFile(join(folder.path, 'flame-B2-gateway-1.svg'), 'utf8');
    expect(svg).toContain('>B2-gateway-1: refusals<');
    expect(svg).toContain('busy 75.0 %');
    expect(svg).toContain('<title>login\nsrc/login/login.js:5\n100.0 %');
  });

  it('are missing where a gateway was killed, which keeps nobody from the others', async () => {
    profiles.ready('B9-gateway-2', 1);
    expect(await drawn()).toEqual(['flame-B2-gateway-1.svg']);
    const said = await profiles.describe();
    expect(said).toContain('B2-gateway-1: busy 75.0 %');
    expect(said).toContain('B9-gateway-2: left no profile');
  });
});
