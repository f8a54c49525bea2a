import type { DataSource } from 'typeorm';
import type { History } from '../history/history';
import { changed } from './approval-change';
import { approvalEvent } from './approval-event';
import type { ExpiredApprovals } from './expired-approvals';
import { APPROVAL_COLUMNS, approvalFrom, type ApprovalRow } from './postgres-approval-columns';

/** Requests in one transaction: few enough that nobody waits for it. */
const BATCH = 100;

/** Writes down in Postgres which requests have expired. */
export class PostgresExpiredApprovals implements ExpiredApprovals {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
  ) {}

  async record(now: Date): Promise<number> {
    let recorded = 0;
    for (;;) {
      const batch = await this.recordBatch(now);
      recorded += batch;
      if (batch < BATCH) return recorded;
    }
  }

  private recordBatch(now: Date): Promise<number> {
    return this.dataSource.transaction(async (transaction) => {
      // What another gateway is about to write down, or somebody to decide, is left to him.
      const rows = await transaction.query<ApprovalRow[]>(
        `SELECT ${APPROVAL_COLUMNS} FROM approval_requests r
          WHERE r.state = 'PENDING_APPROVAL' AND r.deadline <= $1
          ORDER BY r.deadline LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
        [now],
      );
      for (const request of rows.map(approvalFrom)) {
        const expired = changed(request, { step: 'EXPIRE' });
        await transaction.query(`UPDATE approval_requests SET state = $2 WHERE id = $1`, [
          expired.id,
          expired.state,
        ]);
        // The instant at which it happened, not the one at which it is written down.
        await this.history.append(approvalEvent('EXPIRE', expired, null, expired.deadline), transaction);
      }
      return rows.length;
    });
  }
}
