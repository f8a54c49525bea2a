import type { Clock } from '../platform/clock';
import type { KeyBox, OpenKey } from './key-box';
import type { KeyRotation } from './key-rotation';
import type { PublicJwk, ScheduledKey } from './receipt-key';
import { stageOf } from './receipt-key';

/** A key of the JWK set that verifiers read (RFC 7517, section 4). */
export interface PublishedKey extends PublicJwk {
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

/** A key that can sign, with its times. */
export interface HeldKey extends ScheduledKey {
  readonly key: OpenKey;
}

/**
 * The keys of this gateway, held in memory, so that signing and publishing ask no database. Each refresh also does what
 * the schedule wants, whichever gateway comes first.
 */
export class KeyRing {
  private held: readonly HeldKey[] = [];
  private readAt = new Date(0);
  private refreshing: Promise<void> | null = null;

  constructor(
    private readonly rotation: KeyRotation,
    private readonly box: KeyBox,
    private readonly clock: Clock,
    /** How old a reading may be to sign by it, in milliseconds: beyond, keys may have been revoked or replaced. */
    private readonly freshMs: number,
  ) {}

  /**
   * Reads the keys anew; those who ask meanwhile wait for the same reading.
   * @throws UnreadableReceiptKey
   */
  refresh(): Promise<void> {
    this.refreshing ??= this.read().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  /** The key that signs now; reads anew where none of those held may, or where rounds have failed for too long. */
  async signing(): Promise<HeldKey> {
    if (this.signingOfHeld() === undefined) await this.refresh();
    const key = this.signingOfHeld();
    if (key === undefined) throw new Error('no receipt key may sign');
    return key;
  }

  /** What verifiers are told: public halves of keys that will sign, do, or did until lately. */
  published(): readonly PublishedKey[] {
    const now = this.clock.now();
    return this.held
      .filter((key) => stageOf(key, now) !== 'GONE')
      .map(({ key: { kid, publicJwk } }) => ({ ...publicJwk, kid, use: 'sig', alg: 'EdDSA' }));
  }

  private signingOfHeld(): HeldKey | undefined {
    const now = this.clock.now();
    if (now.getTime() - this.readAt.getTime() > this.freshMs) return undefined;
    return this.held.find((key) => stageOf(key, now) === 'SIGNING');
  }

  private async read(): Promise<void> {
    const now = this.clock.now();
    const stored = await this.rotation.keepUp();
    const known = new Map(this.held.map(({ kid, key }) => [kid, key]));
    this.held = await Promise.all(
      stored
        .filter((key) => stageOf(key, now) !== 'GONE')
        .map(async (key) => ({ ...key, key: known.get(key.kid) ?? (await this.box.open(key)) })),
    );
    this.readAt = now;
  }
}
