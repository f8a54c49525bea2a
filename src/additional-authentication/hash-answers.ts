import type { HashingCaller, SecretHasher, StoredSecret } from '../credentials/secret-hasher';
import type { AnswerEntry } from './answer-rule';
import { normaliseAnswer } from './normalise-answer';

/** An answer as it is stored. */
export interface HashedAnswer {
  readonly questionId: number;
  readonly secret: StoredSecret;
}

/**
 * Hashes answers like passwords, in the form in which they are compared (R8). Done before the transaction that stores
 * them, which would otherwise hold its locks for as long as hashing takes.
 * @throws HashingBusy as the hasher does
 */
export async function hashAnswers(
  hasher: SecretHasher,
  entries: readonly AnswerEntry[],
  caller: HashingCaller,
): Promise<readonly HashedAnswer[]> {
  return Promise.all(
    entries.map(async ({ questionId, answer }) => ({
      questionId,
      secret: await hasher.hash(normaliseAnswer(answer), caller),
    })),
  );
}
