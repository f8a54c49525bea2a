import type { DataSource, EntityManager } from 'typeorm';
import { CredentialEntity } from '../users/credential-entity';
import type { NewSecurityAnswers, SecurityAnswers } from './security-answers';

/** Security answers in Postgres. */
export class PostgresSecurityAnswers implements SecurityAnswers {
  constructor(private readonly dataSource: DataSource) {}

  registered(userId: string): Promise<boolean> {
    return anyAnswer(this.dataSource, userId);
  }

  async store(
    transaction: EntityManager,
    answers: NewSecurityAnswers,
    mode: 'FIRST_ONLY' | 'REPLACE',
  ): Promise<boolean> {
    if (mode === 'FIRST_ONLY') {
      // Requests of one user queue up at his row, so that of two first registrations one is first.
      await transaction.query(`SELECT id FROM users WHERE id = $1 FOR UPDATE`, [answers.userId]);
      if (await anyAnswer(transaction, answers.userId)) return false;
    }
    await storeSecurityAnswers(transaction, answers);
    return true;
  }

  remove(transaction: EntityManager, userId: string): Promise<void> {
    return removeSecurityAnswers(transaction, userId);
  }
}

/**
 * Stores a user's answers within `transaction`, in the place of those he had. The question that was waiting for an
 * answer goes with them. The credential's row, by which answers are counted, locked and suspended, stays if it is there.
 */
export async function storeSecurityAnswers(
  transaction: EntityManager,
  { userId, organizationId, credentialId, attemptKey, answers, registeredAt }: NewSecurityAnswers,
): Promise<void> {
  await removeSecurityAnswers(transaction, userId);
  await transaction.query(
    `INSERT INTO security_answers (user_id, question_id, answer_hash, pepper_version)
     SELECT $1, * FROM unnest($2::smallint[], $3::text[], $4::smallint[])`,
    [
      userId,
      answers.map(({ questionId }) => questionId),
      answers.map(({ secret }) => secret.hash),
      answers.map(({ secret }) => secret.pepperVersion),
    ],
  );
  const credential = {
    id: credentialId,
    userId,
    organizationId,
    kind: attemptKey.kind,
    secretHash: null,
    pepperVersion: null,
    mustChange: false,
    changedAt: registeredAt,
    attemptKey: attemptKey.hash,
  };
  const { affected } = await transaction.update(
    CredentialEntity,
    { userId, kind: attemptKey.kind },
    { changedAt: registeredAt },
  );
  if (affected === 0) await transaction.insert(CredentialEntity, credential);
}

/** Removes a user's answers and the question that waits for one, his row locked so that concurrent changes queue up. */
async function removeSecurityAnswers(transaction: EntityManager, userId: string): Promise<void> {
  await transaction.query(`UPDATE users SET pending_question_id = NULL WHERE id = $1`, [userId]);
  await transaction.query(`DELETE FROM security_answers WHERE user_id = $1`, [userId]);
}

async function anyAnswer(connection: DataSource | EntityManager, userId: string): Promise<boolean> {
  const found = await connection.query<unknown[]>(`SELECT FROM security_answers WHERE user_id = $1 LIMIT 1`, [
    userId,
  ]);
  return found.length > 0;
}
