import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../src/config/load-config';
import { developmentEnvironment, newKey } from './environments';
import { faultyNames, refusalOf } from './faults-of';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sekisho-secrets-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(text: string): string {
  const path = join(folder, 'secret');
  writeFileSync(path, text);
  return path;
}

describe('a secret in a file', () => {
  it('is read without the line end of the file', () => {
    const key = newKey();
    const env = {
      ...developmentEnvironment(),
      ATTEMPT_KEY_SECRET: undefined,
      ATTEMPT_KEY_SECRET_FILE: fileWith(`${key}\n`),
    };
    expect(Buffer.from(loadConfig(env).attempts.keySecret).toString('base64')).toBe(key);
  });

  it('is refused when also given directly', () => {
    expect(faultyNames({ ...developmentEnvironment(), PEPPERS_FILE: fileWith(`1:${newKey()}`) })).toEqual([
      'PEPPERS',
    ]);
  });

  it('is refused when the file is missing, without naming the path', () => {
    const path = join(folder, 'nowhere');
    const refusal = refusalOf({ ...developmentEnvironment(), REDIS_URL_FILE: path });
    expect(refusal?.faults.map(({ name }) => name)).toEqual(['REDIS_URL_FILE']);
    expect(refusal?.message).not.toContain(path);
  });

  it('is refused when the file is empty', () => {
    expect(faultyNames({ ...developmentEnvironment(), DATABASE_URL_FILE: fileWith('') })).toEqual([
      'DATABASE_URL',
    ]);
  });

  it('counts as given in production', () => {
    const names = faultyNames({
      NODE_ENV: 'production',
      DATABASE_URL_FILE: fileWith('postgres://u:p@localhost/d'),
    });
    expect(names).toEqual([
      'ATTEMPT_KEY_SECRET',
      'PEPPERS',
      'RECEIPT_KEY_SECRET',
      'REDIS_URL',
      'MAIL_URL',
      'MAIL_FROM',
    ]);
  });

  it('exists for secrets only', () => {
    expect(faultyNames({ ...developmentEnvironment(), SEKISHO_PORT_FILE: fileWith('1') })).toEqual([
      'SEKISHO_PORT_FILE',
    ]);
  });
});
