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
  /** Network prefix of the client: strangers get fair shares by it. */
  readonly networkPrefix: string;
  /** Whom the gateway knows the client as, a genuine device or a user with a session; null for a stranger. */
  readonly knownAs: string | null;
  /** Gives a signal that is aborted when the client has gone, so that what waits for it is dropped; what runs is not. */
  readonly gone?: () => AbortSignal;
}

/**
 * Hashes and verifies secrets (argon2id, keyed with a pepper), never more at once than the machine has cores.
 * @throws HashingBusy when the queue is full, the deadline has passed or the client has gone; nothing was verified then.
 */
export interface SecretHasher {
  /** What `verify` would refuse this caller with at this moment; null if there is a place. Costs nothing. */
  refusalOf(caller: HashingCaller): HashingBusy | null;
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
