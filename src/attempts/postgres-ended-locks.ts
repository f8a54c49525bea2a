import type { DataSource } from 'typeorm';
import type { CredentialKind } from '../credentials/credential-kind';
import type { History } from '../history/history';
import type { EndedLocks } from '../history/sealing/ended-locks';
import type { CredentialOwner } from './credential-owners';
import { unlockEvent } from './lock-end';

/** Locks end by the clock of Redis; this much later every clock agrees that it is over. */
const CLOCKS_AGREE_WITHIN_MS = 1_000;

interface EndedRow extends CredentialOwner {
  readonly kind: CredentialKind | null;
  readonly lockedUntil: Date;
}

/**
 * Finds the locks in `attempt_locks` that ended and that nobody has met since. Those that somebody meets are recorded as
 * they leave the table; `unlock_recorded` and the lock on the row keep both from recording one twice.
 */
export class PostgresEndedLocks implements EndedLocks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
  ) {}

  async record(now: Date): Promise<void> {
    await this.dataSource.transaction(async (transaction) => {
      const ended = await transaction.query<EndedRow[]>(
        `WITH ended AS (
           UPDATE attempt_locks SET unlock_recorded = true
            WHERE locked_until <= $1 AND locked_until IS NOT NULL AND NOT unlock_recorded
           RETURNING attempt_key, locked_until, credential_kind)
         SELECT coalesce(ended.credential_kind, c.kind) AS kind, ended.locked_until AS "lockedUntil",
                c.user_id AS "userId", c.organization_id AS "organizationId"
           FROM ended LEFT JOIN credentials c USING (attempt_key) ORDER BY ended.locked_until`,
        [new Date(now.getTime() - CLOCKS_AGREE_WITHIN_MS)],
      );
      for (const { lockedUntil, kind, ...owner } of ended) {
        await this.history.append(unlockEvent(lockedUntil.getTime(), kind, owner), transaction);
      }
    });
  }
}
