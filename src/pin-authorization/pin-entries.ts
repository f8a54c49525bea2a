import type { AttemptKey } from '../attempts/attempt-key';
import type { JointSecret } from '../attempts/joint-secret';
import { EnteredSecret } from '../credentials/entered-secret';
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
  private readonly entries: { readonly key: AttemptKey; readonly entered: EnteredSecret }[] = [];

  constructor(
    private readonly ports: PinEntryPorts,
    private readonly organizationId: string,
    private readonly caller: HashingCaller,
  ) {}

  /** A PIN as it was entered, for the guard of its counter. */
  entry(key: AttemptKey, pin: string): JointSecret<StoredSecret | null> {
    const entered = new EnteredSecret(this.ports.hasher, pin, this.caller);
    this.entries.push({ key, entered });
    return {
      key,
      read: async () => {
        const { pin: stored, lockRecord } = await this.ports.pins.find(this.organizationId, key);
        return { subject: stored, lockRecord };
      },
      verify: async (stored) => {
        const right = await entered.verify(stored);
        if (!right) this.someWrong = true;
        return right;
      },
    };
  }

  /** Whether a PIN was verified and wrong. The outcome tells less: the last wrong entry is answered with the lock. */
  anyWrong(): boolean {
    return this.someWrong;
  }

  /** Renews the hashes that are of older parameters or an older pepper. Only once all PINs were right. */
  async renewHashes(): Promise<void> {
    const { pins } = this.ports;
    for (const { key, entered } of this.entries)
      await entered.renewHash((old, fresh) => pins.replaceHash(this.organizationId, key, old, fresh));
  }
}
