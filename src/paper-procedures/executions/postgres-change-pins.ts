import type { History } from '../../history/history';
import type { Execution } from '../execution';
import { NOTHING_OUTSTANDING } from '../paper-procedure';
import { keysOfPins } from './postgres-keys';

/** Replaces the PINs that the form names (R4, R6); their failures and lockouts go, while a suspension has a form of its own. */
export function changePins(history: History): Execution {
  return async ({ procedure, secrets, executedBy, executedAt, origin }, transaction) => {
    const { organizationId } = procedure;
    if (organizationId === null) return { kind: 'NOT_APPLICABLE', code: 'NO_CONTRACT' };
    for (const { kind, secret } of secrets) {
      const [, replaced] = await transaction.query<[unknown, number]>(
        `UPDATE credentials SET secret_hash = $3, pepper_version = $4, changed_at = $5
          WHERE organization_id = $1 AND user_id IS NULL AND kind = $2`,
        [organizationId, kind, secret.hash, secret.pepperVersion, executedAt],
      );
      if (replaced !== 1) throw new Error(`an organization without its ${kind}`);
      await history.append(
        {
          type: 'SECRET_CHANGED',
          occurredAt: executedAt,
          organizationId,
          actorUserId: executedBy,
          subjectUserId: null,
          credentialKind: kind,
          origin,
          reason: 'BY_PAPER',
        },
        transaction,
      );
    }
    const changed = new Set<string>(secrets.map(({ kind }) => kind));
    const clear = (await keysOfPins(transaction, organizationId)).filter(({ kind }) => changed.has(kind));
    return { kind: 'DONE', organizationId, outstanding: { ...NOTHING_OUTSTANDING, clear } };
  };
}
