/** A stored hash: the PHC string and which pepper keyed it. */
export interface StoredSecret {
  readonly hash: string;
  readonly pepperVersion: number;
}

/** What came of a verification. `needsRehash`: the secret was right, but its hash is of older parameters or an older pepper. */
export interface Verification {
  readonly right: boolean;
  readonly needsRehash: boolean;
}

/** Who asks for hashing; decides the order in the queue, never the result. */
export interface HashingCaller {
  /** Network prefix of the client, for fair shares. */
  readonly networkPrefix: string;
  /** Whether the client showed a device that its user has used before. */
  readonly knownDevice: boolean;
}

/**
 * Hashes and verifies secrets (argon2id, keyed with a pepper), never more at once than the machine has cores.
 * @throws HashingBusy when the queue is full or the deadline has passed; nothing was verified then.
 */
export interface SecretHasher {
  hash(secret: string, caller: HashingCaller): Promise<StoredSecret>;
  /** `stored` null verifies against the decoy: as long as a real verification, and never right. */
  verify(stored: StoredSecret | null, secret: string, caller: HashingCaller): Promise<Verification>;
}

/** The hashing queue is full or its deadline has passed. Retry after the given time. */
export class HashingBusy extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super('hashing queue is full');
    this.name = 'HashingBusy';
  }
}
