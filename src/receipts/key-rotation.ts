import type { EntityManager } from 'typeorm';
import type { History } from '../history/history';
import type { Clock } from '../platform/clock';
import type { KeyBox } from './key-box';
import { handOver, nextKeyStep, timesOfNewKey, type KeySchedule } from './key-schedule';
import { stageOf, type StoredKey } from './receipt-key';
import type { ReceiptKeyStore } from './receipt-key-store';

/** What rotating works with. */
export interface KeyRotationPorts {
  readonly store: ReceiptKeyStore;
  readonly box: KeyBox;
  readonly history: History;
  readonly clock: Clock;
}

/** Why a key was made, as the history says it. */
type Occasion = 'SCHEDULED' | 'ORDERED' | 'ORDERED_AT_ONCE' | 'REPLACEMENT';

export type RevocationOutcome =
  | { readonly kind: 'REVOKED'; readonly replacement: StoredKey | null }
  | { readonly kind: 'UNKNOWN' }
  | { readonly kind: 'GONE_ALREADY' };

/** Makes keys for receipts when they are due or asked for, and revokes them; each is recorded (R10, R11). */
export class KeyRotation {
  constructor(
    private readonly ports: KeyRotationPorts,
    private readonly schedule: KeySchedule,
  ) {}

  /** Every key, oldest first. */
  list(): Promise<readonly StoredKey[]> {
    return this.ports.store.all();
  }

  /** Makes a key if one is due; returns every key. Of gateways that find it due together, one makes it. */
  async keepUp(): Promise<readonly StoredKey[]> {
    const { store, clock } = this.ports;
    const keys = await store.all();
    if (nextKeyStep(keys, clock.now(), this.schedule).kind === 'NOTHING') return keys;
    await store.inTurn(async (transaction) => {
      const now = clock.now();
      const signsFrom = await this.nextDue(now, transaction);
      if (signsFrom !== null) await this.make('SCHEDULED', signsFrom, now, transaction);
    });
    return store.all();
  }

  /** Makes a key now. It signs once verifiers had time to read it; `atOnce` does without, for emergencies. */
  rotate(atOnce: boolean): Promise<StoredKey> {
    const { store, clock } = this.ports;
    return store.inTurn((transaction) => {
      const now = clock.now();
      return atOnce
        ? this.make('ORDERED_AT_ONCE', now, now, transaction)
        : this.make('ORDERED', new Date(now.getTime() + this.schedule.leadMs), now, transaction);
    });
  }

  /** Takes a key out of use at once, after a compromise. If it was the one that signs, a new one does from now on. */
  revoke(kid: string): Promise<RevocationOutcome> {
    const { store, clock } = this.ports;
    return store.inTurn(async (transaction) => {
      const now = clock.now();
      const key = (await store.all(transaction)).find((candidate) => candidate.kid === kid);
      if (key === undefined) return { kind: 'UNKNOWN' };
      const stage = stageOf(key, now);
      if (stage === 'GONE') return { kind: 'GONE_ALREADY' };
      await store.revoke(kid, now, transaction);
      await this.record('RECEIPT_KEY_REVOKED', `REVOKED_${kid}`, now, transaction);
      const signsFrom = stage === 'SIGNING' ? now : await this.nextDue(now, transaction);
      const replacement =
        signsFrom === null ? null : await this.make('REPLACEMENT', signsFrom, now, transaction);
      return { kind: 'REVOKED', replacement };
    });
  }

  private async nextDue(now: Date, transaction: EntityManager): Promise<Date | null> {
    const step = nextKeyStep(await this.ports.store.all(transaction), now, this.schedule);
    return step.kind === 'MAKE_KEY' ? step.signsFrom : null;
  }

  private async make(
    occasion: Occasion,
    signsFrom: Date,
    now: Date,
    transaction: EntityManager,
  ): Promise<StoredKey> {
    const { store, box } = this.ports;
    await store.reschedule(
      handOver(await store.all(transaction), signsFrom, now, this.schedule),
      transaction,
    );
    const key = { ...(await box.make()), ...timesOfNewKey(signsFrom, now, this.schedule) };
    await store.add(key, transaction);
    await store.forgetPrivateKeys(now, transaction);
    await this.record('RECEIPT_KEY_CREATED', `${occasion}_${key.kid}`, now, transaction);
    return key;
  }

  private record(
    type: 'RECEIPT_KEY_CREATED' | 'RECEIPT_KEY_REVOKED',
    reason: string,
    occurredAt: Date,
    transaction: EntityManager,
  ): Promise<void> {
    const event = {
      type,
      occurredAt,
      organizationId: null,
      actorUserId: null,
      subjectUserId: null,
      credentialKind: null,
      origin: null,
      reason,
    };
    return this.ports.history.append(event, transaction);
  }
}
