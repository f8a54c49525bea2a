import type { DataSource, EntityManager } from 'typeorm';
import type { LockRecord } from '../attempts/attempt-guard';
import { lockRecordFrom, LOCK_RECORD_COLUMNS, type LockRecordRow } from '../attempts/postgres-lock-record';
import type { StoredSecret } from '../credentials/secret-hasher';
import { USER_COLUMNS, userFrom, type UserRow } from '../users/user-columns';
import type { Challenge, PendingQuestions } from './challenge';
import type { ChallengedAccount, ChallengedAccounts } from './challenged-account';
import { questionFrom, type QuestionRow } from './postgres-security-questions';
import type { SecurityQuestion } from './security-question';

/** What a challenge is bound to: a change, a reset, a suspension or a release changes one of these. */
const BINDING = `concat_ws('/', extract(epoch FROM login.changed_at), extract(epoch FROM answers.changed_at),
  extract(epoch FROM bar.suspended_at), '-', extract(epoch FROM bar.cleared_at))`;

/** Goes with {@link BINDING}; `users` goes by the alias `u`. */
const BOUND_ROWS = `
  JOIN credentials login ON login.user_id = u.id AND login.kind = 'LOGIN_PASSWORD'
  JOIN credentials answers ON answers.user_id = u.id AND answers.kind = 'SECURITY_ANSWER'
  LEFT JOIN attempt_locks bar ON bar.attempt_key = login.attempt_key`;

interface AnswerColumns {
  readonly binding: string;
  /** Null if the answers have been replaced or removed. */
  readonly hash: string | null;
  readonly pepperVersion: number | null;
  readonly loginChangedAt: Date;
}

/** Pending questions and the accounts they were asked of, in Postgres. */
export class PostgresChallengedAccounts implements ChallengedAccounts, PendingQuestions {
  constructor(private readonly dataSource: DataSource) {}

  async ask(
    userId: string,
  ): Promise<{ readonly question: SecurityQuestion; readonly binding: string } | null> {
    // A question that waits without an answer on record, as after answers were replaced meanwhile, gives way to another.
    const [row] = await this.dataSource.query<(QuestionRow & { readonly binding: string })[]>(
      `WITH asked AS (
         UPDATE users SET pending_question_id = COALESCE(
           (SELECT question_id FROM security_answers
             WHERE user_id = users.id AND question_id = users.pending_question_id),
           (SELECT question_id FROM security_answers WHERE user_id = users.id ORDER BY random() LIMIT 1))
          WHERE id = $1 RETURNING id, pending_question_id)
       SELECT q.id, q.ja, q.en, ${BINDING} AS binding
         FROM asked u JOIN security_questions q ON q.id = u.pending_question_id ${BOUND_ROWS}`,
      [userId],
    );
    return row === undefined ? null : { question: questionFrom(row), binding: row.binding };
  }

  async find(
    challenge: Challenge,
  ): Promise<{ readonly account: ChallengedAccount | null; readonly lockRecord: LockRecord | null }> {
    const { userId, questionId, binding } = challenge;
    const [row] = await this.dataSource.query<(UserRow & LockRecordRow & AnswerColumns)[]>(
      `SELECT ${USER_COLUMNS}, a.answer_hash AS hash, a.pepper_version AS "pepperVersion",
              ${BINDING} AS binding, login.changed_at AS "loginChangedAt", ${LOCK_RECORD_COLUMNS}
         FROM users u ${BOUND_ROWS}
         LEFT JOIN security_answers a ON a.user_id = u.id AND a.question_id = $2
         LEFT JOIN attempt_locks l ON l.attempt_key = answers.attempt_key
        WHERE u.id = $1`,
      [userId, questionId],
    );
    if (row === undefined) return { account: null, lockRecord: null };
    return {
      account: row.binding === binding ? accountFrom(row) : null,
      lockRecord: lockRecordFrom(row),
    };
  }

  async replaceHash(
    { userId, questionId }: Challenge,
    old: StoredSecret,
    fresh: StoredSecret,
  ): Promise<void> {
    await this.dataSource.query(
      `UPDATE security_answers SET answer_hash = $4, pepper_version = $5
        WHERE user_id = $1 AND question_id = $2 AND answer_hash = $3`,
      [userId, questionId, old.hash, fresh.hash, fresh.pepperVersion],
    );
  }

  async close({ userId, questionId, binding }: Challenge, transaction: EntityManager): Promise<boolean> {
    await transaction.query(
      `UPDATE users SET pending_question_id = NULLIF(pending_question_id, $2) WHERE id = $1`,
      [userId, questionId],
    );
    // A statement of its own: one that had to wait for the row would see the answers as they were before the wait.
    const standing = await transaction.query<unknown[]>(
      `SELECT FROM users u ${BOUND_ROWS}
         JOIN security_answers a ON a.user_id = u.id AND a.question_id = $2
        WHERE u.id = $1 AND ${BINDING} = $3`,
      [userId, questionId, binding],
    );
    return standing.length > 0;
  }
}

function accountFrom(row: UserRow & AnswerColumns): ChallengedAccount | null {
  const { hash, pepperVersion, loginChangedAt } = row;
  if (hash === null || pepperVersion === null) return null;
  return { user: userFrom(row), answer: { hash, pepperVersion }, secretChangedAt: loginChangedAt };
}
