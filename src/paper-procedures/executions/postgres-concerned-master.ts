import type { EntityManager } from 'typeorm';
import type { PaperProcedure } from '../paper-procedure';

/** The master whom a form was received for, with his organization. */
export interface ConcernedMaster {
  readonly masterId: string;
  readonly organizationId: string;
}

/**
 * Finds the master whom the form was received for and holds his row; null if he is gone. Whoever registered in his place
 * has not signed this form.
 */
export async function concernedMaster(
  transaction: EntityManager,
  { organizationId, subjectUserId }: PaperProcedure,
): Promise<ConcernedMaster | null> {
  if (organizationId === null || subjectUserId === null) return null;
  const found = await transaction.query<unknown[]>(
    `SELECT FROM users WHERE id = $1 AND organization_id = $2 AND role = 'MASTER' FOR UPDATE`,
    [subjectUserId, organizationId],
  );
  return found.length === 0 ? null : { masterId: subjectUserId, organizationId };
}
