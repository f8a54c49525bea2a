import { randomBytes } from 'node:crypto';
import type { HashingBusy, HashingCaller, SecretHasher, StoredSecret, Verification } from '../secret-hasher';
import { Argon2Threads } from './argon2-threads';
import type { HashingBulkhead } from './hashing-bulkhead';
import type { HashingSettings } from './hashing-settings';
import { pepperOf } from './peppers';
import type { Peppers } from './peppers';
import { isOutdated } from './argon2-stored-hash';

/** Hashes secrets with argon2id (RFC 9106), keyed with the current pepper, inside the bulkhead. */
export class Argon2SecretHasher implements SecretHasher {
  private constructor(
    private readonly settings: HashingSettings,
    private readonly peppers: Peppers,
    private readonly bulkhead: HashingBulkhead,
    private readonly threads: Argon2Threads,
    private readonly decoy: StoredSecret,
  ) {}

  /**
   * Makes a hasher, and the decoy that stands in for the hash of an unknown user. The decoy is made anew at each start,
   * of the live settings, so that it cannot drift from the real hashes and tell them apart by time (R7).
   * @throws UnknownPepperVersion when the current pepper is missing.
   */
  static async start(
    settings: HashingSettings,
    peppers: Peppers,
    bulkhead: HashingBulkhead,
  ): Promise<Argon2SecretHasher> {
    const threads = new Argon2Threads();
    const decoy = await makeHash(threads, randomBytes(32), settings, peppers);
    return new Argon2SecretHasher(settings, peppers, bulkhead, threads, decoy);
  }

  /** Ends its threads; nothing may be hashed any more. */
  close(): Promise<void> {
    return this.threads.close();
  }

  refusalOf(caller: HashingCaller): HashingBusy | null {
    return this.bulkhead.refusalOf(caller);
  }

  hash(secret: string, caller: HashingCaller): Promise<StoredSecret> {
    return this.bulkhead.run(caller, () => makeHash(this.threads, secret, this.settings, this.peppers));
  }

  /** @throws HashingBusy, UnknownPepperVersion, UnreadableHash */
  async verify(stored: StoredSecret | null, secret: string, caller: HashingCaller): Promise<Verification> {
    const target = stored ?? this.decoy;
    const pepper = pepperOf(this.peppers, target.pepperVersion);
    const outdated = isOutdated(target, this.settings, this.peppers.current);
    const matches = await this.bulkhead.run(caller, () =>
      this.threads.verify(target.hash, secret, { secret: pepper }),
    );
    const right = matches && stored !== null;
    return { right, needsRehash: right && outdated };
  }
}

async function makeHash(
  threads: Argon2Threads,
  secret: string | Uint8Array,
  settings: HashingSettings,
  peppers: Peppers,
): Promise<StoredSecret> {
  const pepperVersion = peppers.current;
  const phc = await threads.hash(secret, {
    memoryCost: settings.memoryKiB,
    timeCost: settings.passes,
    parallelism: settings.parallelism,
    outputLen: settings.outputBytes,
    secret: pepperOf(peppers, pepperVersion),
  });
  return { hash: phc, pepperVersion };
}
