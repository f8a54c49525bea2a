import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { filesBelow, importsOf } from './imports';
import type { Import } from './imports';

/** From the outside in; a file knows its own layer and those below, never one above. */
const LAYERS = ['root', 'gateway', 'resolvers', 'graphql', 'features', 'platform'] as const;
type Layer = (typeof LAYERS)[number];

const LAYER_OF_FOLDER: Readonly<Record<string, Layer>> = {
  gateway: 'gateway',
  graphql: 'graphql',
  platform: 'platform',
};

/** The configuration is built at the root; a feature gets its part handed and knows its own settings type only. */
const CONFIG = 'src/config/';

function layerOf(file: string): Layer {
  const [, folder = '', ...rest] = file.split('/');
  if (rest.length === 0) return 'root';
  return LAYER_OF_FOLDER[folder] ?? (rest[0] === 'graphql' ? 'resolvers' : 'features');
}

function pointsUp({ from, to }: Import): boolean {
  return LAYERS.indexOf(layerOf(from)) > LAYERS.indexOf(layerOf(to));
}

const files = filesBelow('src');
const imports = files.flatMap(importsOf);
const inner = imports.filter(({ to }) => to.startsWith('src/'));
const shown = ({ from, to }: Import): string => `${from} -> ${to}`;

describe('the arrows of the architecture', () => {
  it('are seen at all', () => {
    expect(inner.length).toBeGreaterThan(20);
  });

  it('run one way: root, gateway, resolvers, graphql, features, platform', () => {
    expect(inner.filter(pointsUp).map(shown)).toEqual([]);
  });

  it('reach the configuration from the root only', () => {
    const strangers = inner.filter(({ from, to }) => to.startsWith(CONFIG) && !from.startsWith(CONFIG));
    expect(strangers.filter(({ from }) => layerOf(from) !== 'root').map(shown)).toEqual([]);
  });

  it('never reach a test, a bench or a script', () => {
    expect(imports.filter(({ to }) => /^(test|bench|scripts)\//.test(to)).map(shown)).toEqual([]);
  });
});

describe('the composition root', () => {
  const adapter = /^(postgres|redis|argon2)-/;
  const composers = /^(main|compose(-.*)?)\.ts$/;

  function constructs(file: string): string[] {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/\bnew ((?:Postgres|Redis|Argon2)[A-Z]\w*)\(/g)].map(
      ([, name]) => `${file}: ${name ?? ''}`,
    );
  }

  it('alone constructs adapters; an adapter may make parts of its own folder', () => {
    const others = files.filter(
      (file) =>
        !composers.test(basename(file)) && !adapter.test(basename(file)) && layerOf(file) === 'features',
    );
    expect(others.flatMap(constructs)).toEqual([]);
  });
});

describe('modules', () => {
  it('have no barrels', () => {
    expect(files.filter((file) => basename(file) === 'index.ts')).toEqual([]);
  });
});
