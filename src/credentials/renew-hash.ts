import { HashingBusy, type HashingCaller, type SecretHasher, type StoredSecret } from './secret-hasher';

/** A secret that was just found right, and where its hash is kept. */
export interface SecretToRenew {
  readonly secret: string;
  readonly caller: HashingCaller;
  /** Does nothing where the hash that was verified is not the stored one any more. */
  readonly replace: (fresh: StoredSecret) => Promise<void>;
}

/**
 * Renews a hash of older parameters or an older pepper, so that both can be raised and retired (NIST SP 800-63B-4, section
 * 3.1.1.2). When the queue is full it waits for a later time.
 */
export async function renewHash(
  hasher: Pick<SecretHasher, 'hash'>,
  { secret, caller, replace }: SecretToRenew,
): Promise<void> {
  try {
    await replace(await hasher.hash(secret, caller));
  } catch (fault) {
    if (!(fault instanceof HashingBusy)) throw fault;
  }
}
