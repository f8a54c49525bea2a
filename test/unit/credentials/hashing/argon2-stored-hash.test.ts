import { DEFAULT_HASHING_SETTINGS } from '../../../../src/credentials/hashing/hashing-settings';
import { isOutdated, UnreadableHash } from '../../../../src/credentials/hashing/argon2-stored-hash';

const SALT = 'FKwwdLsF6NDi74hyrnWHrA';
const OUTPUT = 'ManLdkn6yXiDksaBWS588Ht62pdNSUH1Jea+Ev8aj4g';
const live = `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$${OUTPUT}`;
const outdated = (hash: string, pepperVersion = 3) =>
  isOutdated({ hash, pepperVersion }, DEFAULT_HASHING_SETTINGS, 3);

describe('which stored hashes are outdated', () => {
  it('none of the live cost, algorithm and pepper', () => {
    expect(outdated(live)).toBe(false);
  });

  it.each([
    ['less memory', live.replace('m=19456', 'm=12288')],
    ['more memory', live.replace('m=19456', 'm=47104')],
    ['another number of passes', live.replace('t=2', 't=3')],
    ['another parallelism', live.replace('p=1', 'p=4')],
    ['a shorter output', live.replace(OUTPUT, 'A'.repeat(22))],
    ['argon2i', live.replace('argon2id', 'argon2i')],
    ['version 1.0', live.replace('v=19', 'v=16')],
  ])('one of %s', (_, hash) => {
    expect(outdated(hash)).toBe(true);
  });

  it.each([2, 4])('one of pepper version %i while 3 is current', (pepperVersion) => {
    expect(outdated(live, pepperVersion)).toBe(true);
  });

  it.each(['', 'hunter2', '$argon2id$', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$`])(
    '%j is an internal fault that does not show the hash',
    (hash) => {
      expect(() => outdated(hash)).toThrow(new UnreadableHash());
    },
  );
});
