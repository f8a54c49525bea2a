import type { History } from '../../history/history';
import type { Execution } from '../execution';
import { NOTHING_OUTSTANDING } from '../paper-procedure';
import { concernedMaster } from './postgres-concerned-master';
import { keysOfUser } from './postgres-keys';

/**
 * Initializes the master's credentials (R6): login ID, both passwords, answers and devices go with his row, his history
 * stays, and the first registration (R2) is open to whoever knows the inquiry PIN. His locks and suspensions go too: he
 * may choose the same login ID again.
 */
export function initializeMaster(history: History): Execution {
  return async ({ procedure, executedBy, executedAt, origin }, transaction) => {
    const master = await concernedMaster(transaction, procedure);
    if (master === null) return { kind: 'NOT_APPLICABLE', code: 'NO_MASTER' };
    const { masterId, organizationId } = master;
    const keys = await keysOfUser(transaction, masterId);
    // Recorded while the master can still be told of it by mail (R11).
    await history.append(
      {
        type: 'SECRET_RESET',
        occurredAt: executedAt,
        organizationId,
        actorUserId: executedBy,
        subjectUserId: masterId,
        credentialKind: 'LOGIN_PASSWORD',
        origin,
        reason: 'INITIALIZED',
      },
      transaction,
    );
    await transaction.query(`DELETE FROM users WHERE id = $1`, [masterId]);
    return {
      kind: 'DONE',
      organizationId,
      outstanding: {
        ...NOTHING_OUTSTANDING,
        endSessionsOf: [masterId],
        release: keys.map((key) => ({ ...key, recorded: false })),
        closeRegistrationOf: organizationId,
      },
    };
  };
}
