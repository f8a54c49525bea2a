import { readFileSync } from 'node:fs';
import { filesBelow } from './imports';

/** Chance that guards nothing: it spreads waiting and retries in time. */
const SPREADS_IN_TIME = ['src/attempts/permit-queue.ts', 'src/notices/compose-notices.ts'];

describe('OWASP ASVS 5.0, sections 11.4.1 and 11.5.1', () => {
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
