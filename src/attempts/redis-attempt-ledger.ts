import type { Cluster, Redis } from 'ioredis';
import type { LockRecord } from './attempt-guard';
import type { AttemptKey } from './attempt-key';
import type { Admission, AttemptLedger, SettlementReply, TimedStanding } from './attempt-ledger';
import type { AttemptSettings } from './attempt-settings';
import {
  type AdmissionTuple,
  admissionOf,
  settlementOf,
  type SettlementTuple,
  standingOf,
  type StandingTuple,
} from './ledger-replies';
import type { LedgerScripts } from './ledger-scripts';
import { LedgerUnavailable } from './ledger-unavailable';

type Names = readonly [kept: string, settled: string];
type Argument = string | number | Buffer;

/** What `defineCommand` adds to a client. */
interface LedgerCommands {
  attemptAcquire(...args: Argument[]): Promise<AdmissionTuple>;
  attemptSettle(...args: Argument[]): Promise<SettlementTuple>;
  attemptRestore(...args: Argument[]): Promise<AdmissionTuple>;
  attemptConfirmMirrored(...args: Argument[]): Promise<StandingTuple>;
  attemptClear(...args: Argument[]): Promise<StandingTuple>;
  attemptNow(...args: Argument[]): Promise<number>;
}

const SETTLEMENT_LETTERS = { SUCCEEDED: 'S', FAILED: 'F', REFUNDED: 'R' } as const;

/**
 * The ledger in Redis: one script per call, in the time of the Redis server, on the two keys of one credential: how it
 * stands, packed (`lua/state.lua`), and for a short while the tickets settled. The client must fail fast
 * (`enableOfflineQueue: false`, `maxRetriesPerRequest: 0`, a `commandTimeout` far below `settledMs` less `leaseMs`) and
 * have an `error` listener.
 */
export class RedisAttemptLedger implements AttemptLedger {
  private readonly commands: LedgerCommands;

  constructor(
    redis: Redis | Cluster,
    scripts: LedgerScripts,
    private readonly settings: AttemptSettings,
  ) {
    const define = (name: keyof LedgerCommands, lua: string): void => {
      redis.defineCommand(name, { numberOfKeys: 2, lua });
    };
    define('attemptAcquire', scripts.acquire);
    define('attemptSettle', scripts.settle);
    define('attemptRestore', scripts.restore);
    define('attemptConfirmMirrored', scripts['confirm-mirrored']);
    define('attemptClear', scripts.clear);
    define('attemptNow', scripts.now);
    this.commands = redis as unknown as LedgerCommands;
  }

  async acquire(key: AttemptKey, ticket: string): Promise<Admission> {
    const { leaseMs } = this.settings;
    return admissionOf(
      await reach(
        this.commands.attemptAcquire(...this.namesOf(key), ...this.policyOf(key), packed(ticket), leaseMs),
      ),
    );
  }

  async settle(
    key: AttemptKey,
    ticket: string,
    as: keyof typeof SETTLEMENT_LETTERS,
  ): Promise<SettlementReply> {
    const letter = SETTLEMENT_LETTERS[as];
    return settlementOf(
      await reach(
        this.commands.attemptSettle(...this.namesOf(key), ...this.policyOf(key), packed(ticket), letter),
      ),
    );
  }

  async restoreAndAdmit(key: AttemptKey, record: LockRecord, ticket: string): Promise<Admission> {
    return admissionOf(await this.restoreWith(key, record, ticket));
  }

  async restore(key: AttemptKey, record: LockRecord): Promise<TimedStanding> {
    const [, , standing] = await this.restoreWith(key, record, null);
    return standingOf(standing);
  }

  async confirmMirrored(key: AttemptKey, fellAt: number): Promise<void> {
    const { retentionMs, settledMs } = this.settings;
    await reach(this.commands.attemptConfirmMirrored(...this.namesOf(key), fellAt, retentionMs, settledMs));
  }

  async clear(key: AttemptKey, suspension: 'LIFT_SUSPENSION' | 'KEEP_SUSPENSION'): Promise<TimedStanding> {
    const { retentionMs, settledMs } = this.settings;
    const lift = suspension === 'LIFT_SUSPENSION' ? '1' : '0';
    return standingOf(
      await reach(this.commands.attemptClear(...this.namesOf(key), lift, retentionMs, settledMs)),
    );
  }

  now(key: AttemptKey): Promise<number> {
    return reach(this.commands.attemptNow(...this.namesOf(key)));
  }

  private restoreWith(key: AttemptKey, record: LockRecord, ticket: string | null): Promise<AdmissionTuple> {
    const { lockouts, lockedAt, lockedUntil, suspendedAt, clearedAt } = record;
    const remembered = [lockedAt, lockedUntil, suspendedAt, clearedAt].map((instant) => instant ?? '');
    const admitted = ticket === null ? '' : packed(ticket);
    const args = [...this.policyOf(key), admitted, this.settings.leaseMs, lockouts, ...remembered];
    return reach(this.commands.attemptRestore(...this.namesOf(key), ...args));
  }

  /** Hash-tagged, so that Redis Cluster keeps both on one node. */
  private namesOf(key: AttemptKey): Names {
    const kept = `${this.settings.keyPrefix}{${key.hash}}`;
    return [kept, `${kept}s`];
  }

  private policyOf(key: AttemptKey): number[] {
    const { policies, retentionMs, settledMs } = this.settings;
    const { failuresPerLockout, lockoutsPerSuspension, lockoutMs } = policies[key.kind];
    return [failuresPerLockout, lockoutsPerSuspension, lockoutMs, retentionMs, settledMs];
  }
}

const TICKET_BYTES = 6;

/** A ticket as Redis keeps it: two tickets must not become one for being too short or too long. */
function packed(ticket: string): Buffer {
  const bytes = Buffer.from(ticket, 'base64url');
  if (bytes.length !== TICKET_BYTES) throw new RangeError('a ticket is 8 characters of base64url');
  return bytes;
}

/** Any failure of Redis means the same here: not counted for certain, hence refused. */
async function reach<Reply>(reply: Promise<Reply>): Promise<Reply> {
  try {
    return await reply;
  } catch (cause) {
    throw new LedgerUnavailable('REDIS', { cause });
  }
}
