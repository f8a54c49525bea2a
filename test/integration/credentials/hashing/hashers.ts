import { randomBytes } from 'node:crypto';
import { Argon2SecretHasher } from '../../../../src/credentials/hashing/argon2-secret-hasher';
import { defaultBulkheadSettings } from '../../../../src/credentials/hashing/bulkhead-settings';
import { HashingBulkhead } from '../../../../src/credentials/hashing/hashing-bulkhead';
import type { HashingSettings } from '../../../../src/credentials/hashing/hashing-settings';
import type { Peppers } from '../../../../src/credentials/hashing/peppers';

/** The least that argon2 allows, for tests that hash a lot. */
export const CHEAP: HashingSettings = { memoryKiB: 8, passes: 1, parallelism: 1, outputBytes: 32 };

export const caller = { networkPrefix: '192.0.2.0/24', knownAs: 'device' };

/** Peppers of the given versions, the first one current. */
export function peppersOf(current: number, ...older: number[]): Peppers {
  return { current, byVersion: new Map([current, ...older].map((version) => [version, randomBytes(32)])) };
}

export function newBulkhead(): HashingBulkhead {
  return new HashingBulkhead(defaultBulkheadSettings(2), () => performance.now());
}

export function startHasher(settings: HashingSettings, peppers: Peppers): Promise<Argon2SecretHasher> {
  return Argon2SecretHasher.start(settings, peppers, newBulkhead());
}
