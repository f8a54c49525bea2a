import type { DataSource } from 'typeorm';
import type { Notice } from './notice';
import { NOTICE_OCCASIONS } from './notice-occasion';
import type { ClaimedNotice, NextStep, NoticeQueue } from './notice-queue';

const COLUMNS = `id, occasion, address, language, facts, created_at AS "createdAt"`;

/** The outbox in the table `notices`. */
export class PostgresNoticeQueue implements NoticeQueue {
  constructor(private readonly dataSource: DataSource) {}

  async claim(count: number, leaseMs: number): Promise<readonly ClaimedNotice[]> {
    // TypeORM gives the rows of an UPDATE together with their number.
    const [rows] = await this.dataSource.query<[ClaimedNotice[], number]>(
      `UPDATE notices SET attempts = attempts + 1, next_attempt_at = now() + $2 * interval '1 millisecond'
        WHERE id IN (
          SELECT id FROM notices
           WHERE sent_at IS NULL AND dead_at IS NULL AND next_attempt_at <= now() AND occasion = ANY ($3)
           ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}, attempts AS attempt`,
      // While a new version is rolled out, its new occasions are left to gateways that have words for them.
      [count, leaseMs, NOTICE_OCCASIONS],
    );
    return rows;
  }

  async markSent({ id }: ClaimedNotice): Promise<void> {
    // Whoever holds the claim by now: the mail is out.
    await this.dataSource.query(
      `UPDATE notices SET sent_at = now(), dead_at = NULL, last_error = NULL WHERE id = $1 AND sent_at IS NULL`,
      [id],
    );
  }

  async markFailed({ id, attempt }: ClaimedNotice, code: string, next: NextStep): Promise<void> {
    await this.dataSource.query(
      `UPDATE notices
          SET last_error = $3,
              dead_at = CASE WHEN $4::double precision IS NULL THEN now() END,
              next_attempt_at = now() + coalesce($4::double precision, 0) * interval '1 millisecond'
        WHERE id = $1 AND attempts = $2 AND sent_at IS NULL AND dead_at IS NULL`,
      [id, attempt, code, next.kind === 'RETRY' ? next.delayMs : null],
    );
  }

  async forgetSent(days: number): Promise<void> {
    await this.dataSource.query(`DELETE FROM notices WHERE sent_at < now() - $1 * interval '1 day'`, [days]);
  }

  latestSent(count: number): Promise<readonly Notice[]> {
    return this.dataSource.query<Notice[]>(
      `SELECT ${COLUMNS} FROM notices WHERE sent_at IS NOT NULL ORDER BY created_at DESC, id LIMIT $1`,
      [count],
    );
  }
}
