import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES } from '../../../../src/graphql/gateway-error';
import en from '../../../../src/i18n/messages.en.json';
import ja from '../../../../src/i18n/messages.ja.json';

describe('error codes, docs/errors.md and messages hold together', () => {
  it('every code is explained, and nothing else is', () => {
    const document = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'errors.md'), 'utf8');
    const explained = [...document.matchAll(/^### `?([A-Z][A-Z_]+)`?\s*$/gm)].map(([, code]) => code);
    expect(explained.sort()).toEqual([...ERROR_CODES].sort());
  });

  it.each([...ERROR_CODES])('%s has a text in both languages', (code) => {
    expect(en[code]).toBeTruthy();
    expect(ja[code]).toBeTruthy();
  });

  it('no code is listed twice', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});
