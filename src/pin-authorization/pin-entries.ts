import type { AttemptKey } from '../attempts/attempt-key';
import type { JointSecret } from '../attempts/joint-secret';
import { renewHash } from '../credentials/renew-hash';
import type { HashingCaller, SecretHasher, StoredSecret } from '../credentials/secret-hasher';
import type { OrganizationPins } from './organization-pins';

/** What entered PINs are verified with. */
export interface PinEntryPorts {
  readonly pins: OrganizationPins;
  readonly hasher: SecretHasher;
}

/** The PINs that one request enters; it remembers whether one was wrong, and not which. */
export class PinEntries {
  private someWrong = false;
  private readonly outdated: {
    readonly key: AttemptKey;
    readonly pin: StoredSecret;
    readonly entered: string;
  }[] = [];

  constructor(
    private readonly ports: PinEntryPorts,
    private readonly organizationId: string,
    private readonly caller: HashingCaller,
  ) {}

  /** A PIN as it was entered, for the guard of its counter. */
  entry(key: AttemptKey, entered: string): JointSecret<StoredSecret | null> {
    return {
      key,
      read: async () => {
        const { pin, lockRecord } = await this.ports.pins.find(this.organizationId, key);
        return { subject: pin, lockRecord };
      },
      verify: async (pin) => {
        const { right, needsRehash } = await this.ports.hasher.verify(pin, entered, this.caller);
        if (!right) this.someWrong = true;
        if (pin !== null && needsRehash) this.outdated.push({ key, pin, entered });
        return right;
      },
    };
  }

  /** Whether a PIN was verified and wrong. The outcome tells less: the last wrong entry is answered with the lock. */
  anyWrong(): boolean {
    return this.someWrong;
  }

  /**
   * Renews the hashes that are of older parameters or an older pepper. Only once all PINs were right: the time that it takes
   * would tell how many of them were.
   */
  async renewHashes(): Promise<void> {
    const { pins, hasher } = this.ports;
    for (const { key, pin, entered } of this.outdated) {
      const replace = (fresh: StoredSecret): Promise<void> =>
        pins.replaceHash(this.organizationId, key, pin, fresh);
      await renewHash(hasher, { secret: entered, caller: this.caller, replace });
    }
  }
}
