import type { Execution } from '../execution';
import { NOTHING_OUTSTANDING } from '../paper-procedure';
import { keysOfUser } from './postgres-keys';
import type { ResetPorts } from './postgres-reset-master';

/**
 * Restores a member of staff who has forgotten secrets or is suspended: the temporary login password of the form, to be
 * changed at the next login; confirmation password and answers go and are set anew there; every lock and suspension is
 * lifted. The login ID stays, and stays unknown to those who restore.
 */
export function restoreStaff({ answers, devices, history }: ResetPorts): Execution {
  return async ({ procedure, secrets, executedBy, executedAt, origin }, transaction) => {
    const { subjectUserId: staffId } = procedure;
    const login = secrets.find(({ kind }) => kind === 'LOGIN_PASSWORD');
    if (staffId === null || login === undefined) throw new Error('a restoring without its subject or secret');
    const release = await keysOfUser(transaction, staffId);
    const [, replaced] = await transaction.query<[unknown, number]>(
      `UPDATE credentials SET secret_hash = $2, pepper_version = $3, must_change = true, changed_at = $4
        WHERE user_id = $1 AND kind = 'LOGIN_PASSWORD'`,
      [staffId, login.secret.hash, login.secret.pepperVersion, executedAt],
    );
    // He has left since the form was received.
    if (replaced !== 1) return { kind: 'NOT_APPLICABLE', code: 'NO_STAFF_MEMBER' };
    await transaction.query(`DELETE FROM credentials WHERE user_id = $1 AND kind = 'CONFIRMATION_PASSWORD'`, [
      staffId,
    ]);
    await answers.remove(transaction, staffId);
    await devices.forgetAll(staffId, transaction);
    await history.append(
      {
        type: 'SECRET_RESET',
        occurredAt: executedAt,
        organizationId: null,
        actorUserId: executedBy,
        subjectUserId: staffId,
        credentialKind: 'LOGIN_PASSWORD',
        origin,
        reason: 'BY_PAPER',
      },
      transaction,
    );
    return {
      kind: 'DONE',
      organizationId: null,
      outstanding: { ...NOTHING_OUTSTANDING, endSessionsOf: [staffId], release },
    };
  };
}
