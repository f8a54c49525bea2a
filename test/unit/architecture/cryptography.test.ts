import { readFileSync } from 'node:fs';
import { filesBelow } from './imports';

/** Chance that guards nothing: it spreads waiting and retries in time. */
const SPREADS_IN_TIME = ['src/attempts/permit-queue.ts', 'src/notices/compose-notices.ts'];

/** Names the variable by which an operator could, and refuses it. */
const REFUSES_TO_BE_TURNED_OFF = ['src/config/production-rules.ts'];

/**
 * What the source takes of `node:crypto`: hashes, keys made of keys, random bits, comparing in constant time, and reading
 * the certificates that settings name.
 */
const FUNCTIONS = [
  'X509Certificate',
  'createHash',
  'createHmac',
  'hkdfSync',
  'randomBytes',
  'randomUUID',
  'timingSafeEqual',
];

describe('OWASP ASVS 5.0, sections 11.1.3, 11.4.1, 11.5.1 and 12.3.2', () => {
  const sources = filesBelow('src').map((file) => readFileSync(file, 'utf8'));

  it('no function of node:crypto but these', () => {
    const imports = sources.flatMap((source) => [
      ...source.matchAll(/^import (?:type )?([^;]+?) from '(?:node:)?crypto';$/gm),
    ]);
    const named = imports.flatMap(([, names = '']) => names.replace(/[{}]/g, '').split(','));
    expect([...new Set(named.map((name) => name.trim()))].sort()).toEqual(FUNCTIONS);
    expect(sources.filter((source) => /require\('(node:)?crypto'\)|\bcrypto\.subtle\b/.test(source))).toEqual(
      [],
    );
  });

  it('nothing turns the check of certificates off', () => {
    const off = /rejectUnauthorized(?!: true)|checkServerIdentity|NODE_TLS_REJECT_UNAUTHORIZED|no-verify/;
    const naming = filesBelow('src').filter((file) => off.test(readFileSync(file, 'utf8')));
    expect(naming).toEqual(REFUSES_TO_BE_TURNED_OFF);
  });

  it('no hash but SHA-256, no random but that of node:crypto', () => {
    const algorithms: string[] = [];
    const chance: string[] = [];
    for (const file of filesBelow('src')) {
      const source = readFileSync(file, 'utf8');
      for (const [, named = ''] of source.matchAll(
        /\b(?:createHash|createHmac|hkdfSync|pbkdf2\w*)\(\s*([^,)]+)/g,
      ))
        algorithms.push(named);
      if (source.includes('Math.random')) chance.push(file);
    }
    expect(algorithms.length).toBeGreaterThan(10);
    expect(new Set(algorithms)).toEqual(new Set(["'sha256'"]));
    expect(chance.sort()).toEqual(SPREADS_IN_TIME);
  });
});
