import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentSecrets } from '../../../src/config/development-secrets';
import { loadConfig } from '../../../src/config/load-config';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sekisho-development-'));
  folder = join(root, 'data');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('secrets of a development folder', () => {
  it('are made at the first start and the same at the second', () => {
    const first = loadConfig({ DATA_DIR: folder });
    const second = loadConfig({ DATA_DIR: folder });
    expect(second.attempts.keySecret).toEqual(first.attempts.keySecret);
    expect(second.hashing.peppers).toEqual(first.hashing.peppers);
    expect(second.receipts.keySecret).toEqual(first.receipts.keySecret);
  });

  it('of a folder that is older than receipts are completed, the same at every start, and stay as they are', () => {
    const { RECEIPT_KEY_SECRET, ...older } = developmentSecrets(folder);
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, name), JSON.stringify(older));
    const completed = developmentSecrets(folder);
    expect(completed).toMatchObject(older);
    expect(completed.RECEIPT_KEY_SECRET).not.toBe(RECEIPT_KEY_SECRET);
    expect(developmentSecrets(folder)).toEqual(completed);
    expect(loadConfig({ DATA_DIR: folder }).receipts.keySecret).toHaveLength(32);
    expect(JSON.parse(readFileSync(join(folder, name), 'utf8'))).toEqual(older);
  });

  it('differ from folder to folder', () => {
    expect(developmentSecrets(folder)).not.toEqual(developmentSecrets(join(root, 'other')));
  });

  it('can be read by their owner only', () => {
    developmentSecrets(folder);
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes).toEqual([0o600]);
  });

  it('complete what the environment leaves out and replace nothing', () => {
    const given = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
    const config = loadConfig({ DATA_DIR: folder, ATTEMPT_KEY_SECRET: given.toString('base64') });
    expect(Buffer.from(config.attempts.keySecret)).toEqual(given);
    expect(config.hashing.peppers.current).toBe(1);
  });

  it('are not made for an environment that is refused', () => {
    expect(() => loadConfig({ DATA_DIR: folder, PORT: 'x' })).toThrow('PORT');
    expect(() => loadConfig({ DATA_DIR: folder, NODE_ENV: 'production' })).toThrow('PEPPERS');
    expect(readdirSync(root)).toEqual([]);
  });

  it('are never replaced when their file is damaged, nor shown', () => {
    developmentSecrets(folder);
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, name), '{"ATTEMPT_KEY_SECRET": "canary-4711"');
    expect(() => developmentSecrets(folder)).toThrow(/cannot be read/);
    expect(() => developmentSecrets(folder)).not.toThrow(/canary/);
  });
});
