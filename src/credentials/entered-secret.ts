import { HashingBusy, type HashingCaller, type SecretHasher, type StoredSecret } from './secret-hasher';

/** A secret as somebody entered it. */
export class EnteredSecret {
  private outdated: StoredSecret | null = null;

  constructor(
    private readonly hasher: Pick<SecretHasher, 'hash' | 'verify'>,
    private readonly entered: string,
    private readonly caller: HashingCaller,
  ) {}

  /** Whether it is the stored one; `stored` null is as costly, and never right. */
  async verify(stored: StoredSecret | null): Promise<boolean> {
    const { right, needsRehash } = await this.hasher.verify(stored, this.entered, this.caller);
    this.outdated = needsRehash ? stored : null;
    return right;
  }

  /**
   * Renews a hash of older parameters or an older pepper, so that both can be raised and retired (NIST SP 800-63B-4, section
   * 3.1.1.2). When the queue is full it waits for a later time.
   *
   * Once the attempt has succeeded, not within it: the permit's lease allows for one hash. And of secrets that are entered
   * together not before all were right, since the time would tell how many were.
   * @param replace puts `fresh` in the place of `old`; nothing where that is not the stored one any more
   */
  async renewHash(replace: (old: StoredSecret, fresh: StoredSecret) => Promise<void>): Promise<void> {
    if (this.outdated === null) return;
    try {
      await replace(this.outdated, await this.hasher.hash(this.entered, this.caller));
    } catch (fault) {
      if (!(fault instanceof HashingBusy)) throw fault;
    }
  }
}
