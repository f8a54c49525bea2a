import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { loadConfig } from '../../../src/config/load-config';
import { renderConfigurationReference, renderEnvExample } from '../../../src/config/settings-documents';
import { SETTINGS, SETTING_GROUPS } from '../../../src/config/settings';
import { developmentEnvironment } from './environments';

describe('the reference of settings', () => {
  it('.env.example is what the table of settings says', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(renderEnvExample());
  });

  it('docs/configuration.md is what the table of settings says', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toBe(renderConfigurationReference());
  });

  it('holds every setting once', () => {
    const listed = SETTING_GROUPS.flatMap(([, settings]) => Object.keys(settings));
    expect(listed.sort()).toEqual(Object.keys(SETTINGS).sort());
  });

  it('.env.example, uncommented, changes nothing', () => {
    const given = parseEnv(renderEnvExample().replace(/^#([A-Z][A-Z0-9_]*=)/gm, '$1'));
    const env = developmentEnvironment();
    expect(Object.keys(given).sort()).toEqual(Object.keys(SETTINGS).sort());
    expect(loadConfig({ ...given, ...env })).toEqual(loadConfig(env));
  });
});
