import type { Cluster, Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import type { History } from '../history/history';
import type { MonotonicNow } from '../platform/monotonic-clock';
import type { AttemptAdministration } from './attempt-administration';
import type { AttemptGuard } from './attempt-guard';
import type { AttemptSettings } from './attempt-settings';
import type { CredentialOwners } from './credential-owners';
import { LateSettlement } from './late-settlement';
import { LedgerAttemptAdministration } from './ledger-attempt-administration';
import { LedgerAttemptGuard } from './ledger-attempt-guard';
import type { LedgerScripts } from './ledger-scripts';
import { LockReconciliation } from './lock-reconciliation';
import { LockRecorder } from './lock-recorder';
import { PermitQueue, type PermitObserver } from './permit-queue';
import { PostgresLockMirror } from './postgres-lock-mirror';
import { RedisAttemptLedger } from './redis-attempt-ledger';
import { StandingBars } from './standing-bars';

/** What the ledger is made of. */
export interface AttemptParts {
  readonly redis: Redis | Cluster;
  readonly scripts: LedgerScripts;
  readonly dataSource: DataSource;
  readonly history: History;
  readonly owners: CredentialOwners;
  readonly settings: AttemptSettings;
  readonly monotonicNow: MonotonicNow;
  /** Nobody looks, if absent. */
  readonly observePermits?: PermitObserver;
}

/** The attempt ledger as the rest of the gateway sees it. */
export interface Attempts {
  readonly guard: AttemptGuard;
  readonly administration: AttemptAdministration;
  readonly bars: StandingBars;
  /** Resolves once nothing runs in the background; to be awaited before Redis and Postgres are closed. */
  idle(): Promise<void>;
}

/** Puts the attempt ledger together; the composition root calls it once. */
export function composeAttempts(parts: AttemptParts): Attempts {
  const { redis, scripts, dataSource, history, owners, settings, monotonicNow, observePermits } = parts;
  const ledger = new RedisAttemptLedger(redis, scripts, settings);
  const mirror = new PostgresLockMirror(dataSource, history, owners, settings.policies);
  const recorder = new LockRecorder(mirror, ledger);
  const reconciliation = new LockReconciliation(mirror, recorder, ledger, monotonicNow);
  const lateSettlement = new LateSettlement(ledger, settings.leaseMs, monotonicNow);
  const permits = new PermitQueue(ledger, lateSettlement, settings, monotonicNow, observePermits);
  const guard = new LedgerAttemptGuard({
    ledger,
    mirror,
    permits,
    recorder,
    reconciliation,
    lateSettlement,
    settings,
    monotonicNow,
  });
  return {
    guard,
    administration: new LedgerAttemptAdministration(ledger, mirror, recorder),
    bars: new StandingBars(mirror, ledger),
    idle: async () => {
      await Promise.all([reconciliation.idle(), lateSettlement.idle()]);
    },
  };
}
