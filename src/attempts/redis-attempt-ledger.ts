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

type Argument = string | number;

/** What `defineCommand` adds to a client. */
interface LedgerCommands {
  attemptAcquire(key: string, ...args: Argument[]): Promise<AdmissionTuple>;
  attemptSettle(key: string, ...args: Argument[]): Promise<SettlementTuple>;
  attemptRestore(key: string, ...args: Argument[]): Promise<AdmissionTuple>;
  attemptConfirmMirrored(key: string, ...args: Argument[]): Promise<StandingTuple>;
  attemptClear(key: string, ...args: Argument[]): Promise<StandingTuple>;
  attemptNow(key: string): Promise<number>;
}

const SETTLEMENT_LETTERS = { SUCCEEDED: 'S', FAILED: 'F', REFUNDED: 'R' } as const;

/**
 * The ledger in Redis: one hash per credential, one script per call, in the time of the Redis server. The client must
 * fail fast (`enableOfflineQueue: false`, `maxRetriesPerRequest: 0`, a `commandTimeout` below half of `settledMs`) and
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
      redis.defineCommand(name, { numberOfKeys: 1, lua });
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
      await reach(this.commands.attemptAcquire(this.nameOf(key), ...this.policyOf(key), ticket, leaseMs)),
    );
  }

  async settle(
    key: AttemptKey,
    ticket: string,
    as: keyof typeof SETTLEMENT_LETTERS,
  ): Promise<SettlementReply> {
    const letter = SETTLEMENT_LETTERS[as];
    return settlementOf(
      await reach(this.commands.attemptSettle(this.nameOf(key), ...this.policyOf(key), ticket, letter)),
    );
  }

  async restoreAndAdmit(key: AttemptKey, record: LockRecord, ticket: string): Promise<Admission> {
    return admissionOf(await this.restoreWith(key, record, ticket));
  }

  async restore(key: AttemptKey, record: LockRecord): Promise<TimedStanding> {
    const [, , standing] = await this.restoreWith(key, record, '');
    return standingOf(standing);
  }

  async confirmMirrored(key: AttemptKey, fellAt: number): Promise<void> {
    const { retentionMs, settledMs } = this.settings;
    await reach(this.commands.attemptConfirmMirrored(this.nameOf(key), fellAt, retentionMs, settledMs));
  }

  async clear(key: AttemptKey, suspension: 'LIFT_SUSPENSION' | 'KEEP_SUSPENSION'): Promise<TimedStanding> {
    const { retentionMs, settledMs } = this.settings;
    const lift = suspension === 'LIFT_SUSPENSION' ? '1' : '0';
    return standingOf(
      await reach(this.commands.attemptClear(this.nameOf(key), lift, retentionMs, settledMs)),
    );
  }

  now(key: AttemptKey): Promise<number> {
    return reach(this.commands.attemptNow(this.nameOf(key)));
  }

  private restoreWith(key: AttemptKey, record: LockRecord, ticket: string): Promise<AdmissionTuple> {
    const { lockouts, lockedAt, lockedUntil, suspendedAt, clearedAt } = record;
    const remembered = [lockedAt, lockedUntil, suspendedAt, clearedAt].map((instant) => instant ?? '');
    const args = [...this.policyOf(key), ticket, this.settings.leaseMs, lockouts, ...remembered];
    return reach(this.commands.attemptRestore(this.nameOf(key), ...args));
  }

  private nameOf(key: AttemptKey): string {
    return this.settings.keyPrefix + key.hash;
  }

  private policyOf(key: AttemptKey): number[] {
    const { policies, retentionMs, settledMs } = this.settings;
    const { failuresPerLockout, lockoutsPerSuspension, lockoutMs } = policies[key.kind];
    return [failuresPerLockout, lockoutsPerSuspension, lockoutMs, retentionMs, settledMs];
  }
}

/** Any failure of Redis means the same here: not counted for certain, hence refused. */
async function reach<Reply>(reply: Promise<Reply>): Promise<Reply> {
  try {
    return await reply;
  } catch (cause) {
    throw new LedgerUnavailable('REDIS', { cause });
  }
}
