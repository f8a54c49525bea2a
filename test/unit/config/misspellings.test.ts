import fc from 'fast-check';
import { misspellings } from '../../../src/config/misspellings';
import { SETTINGS } from '../../../src/config/settings';

describe('misspelt settings', () => {
  it.each([
    ['REDIS_URI', 'unknown; did you mean REDIS_URL?'],
    ['FAILURE_PER_LOCKOUT', 'unknown; did you mean FAILURES_PER_LOCKOUT?'],
    ['database_url', 'unknown; did you mean DATABASE_URL?'],
    ['PEPPERS_FLIE', 'unknown; did you mean PEPPERS_FILE?'],
    ['SEKISHO_PORT', 'unknown; did you mean PORT?'],
    ['SEKISHO_COLOUR', 'unknown'],
  ])('%s', (name, problem) => {
    expect(misspellings([name])).toEqual([{ name, problem }]);
  });

  it('leaves the rest of an environment alone', () => {
    const usual = [
      'HOME',
      'PATH',
      'HOSTNAME',
      'PWD',
      'REDIS_PORT',
      'POSTGRES_PASSWORD',
      'NODE_OPTIONS',
      'npm_config_prefix',
    ];
    expect(misspellings([...usual, ...Object.keys(SETTINGS), 'PEPPERS_FILE'])).toEqual([]);
  });

  it('are found for one letter lost from any longer name', () => {
    const longer = Object.keys(SETTINGS).filter((name) => name.length > 8);
    fc.assert(
      fc.property(fc.constantFrom(...longer), fc.nat(), (name, at) => {
        const index = at % name.length;
        const [fault] = misspellings([name.slice(0, index) + name.slice(index + 1)]);
        expect(fault?.problem).toMatch(/did you mean/);
      }),
    );
  });
});
