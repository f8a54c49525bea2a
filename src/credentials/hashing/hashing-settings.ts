/** Cost of one argon2id hash. Changing it re-hashes each secret at its owner's next successful entry. */
export interface HashingSettings {
  /** Memory of one hash, in KiB. */
  readonly memoryKiB: number;
  /** Passes over the memory (argon2's `t`). */
  readonly passes: number;
  /** Lanes of one hash (argon2's `p`). One keeps a hash on one core, which the bulkhead relies on. */
  readonly parallelism: number;
  /** Length of the raw hash, in bytes. */
  readonly outputBytes: number;
}

/** 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet, argon2id; 32 bytes as in RFC 9106, section 4. */
export const DEFAULT_HASHING_SETTINGS: HashingSettings = {
  memoryKiB: 19_456,
  passes: 2,
  parallelism: 1,
  outputBytes: 32,
};
