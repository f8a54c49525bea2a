import type { SecurityAnswers } from '../../additional-authentication/security-answers';
import type { TrustedDevices } from '../../additional-authentication/trusted-device';
import type { History } from '../../history/history';
import type { Execution } from '../execution';
import { NOTHING_OUTSTANDING } from '../paper-procedure';
import { concernedMaster } from './postgres-concerned-master';
import { keysOfUser } from './postgres-keys';

/** What resetting additional authentication takes. */
export interface ResetPorts {
  readonly answers: SecurityAnswers;
  readonly devices: TrustedDevices;
  readonly history: History;
}

/**
 * Resets the master's additional authentication as he does it for others on screen (R5): answers and known devices go, he
 * registers anew at the next login, and a suspension stays.
 */
export function resetMasterAdditionalAuthentication({ answers, devices, history }: ResetPorts): Execution {
  return async ({ procedure, executedBy, executedAt, origin }, transaction) => {
    const master = await concernedMaster(transaction, procedure);
    if (master === null) return { kind: 'NOT_APPLICABLE', code: 'NO_MASTER' };
    const { masterId, organizationId } = master;
    await answers.remove(transaction, masterId);
    await devices.forgetAll(masterId, transaction);
    await history.append(
      {
        type: 'ADDITIONAL_AUTHENTICATION_RESET',
        occurredAt: executedAt,
        organizationId,
        actorUserId: executedBy,
        subjectUserId: masterId,
        credentialKind: 'SECURITY_ANSWER',
        origin,
        reason: 'BY_PAPER',
      },
      transaction,
    );
    const keys = await keysOfUser(transaction, masterId);
    const clear = keys.filter(({ kind }) => kind === 'SECURITY_ANSWER');
    return {
      kind: 'DONE',
      organizationId,
      outstanding: { ...NOTHING_OUTSTANDING, endSessionsOf: [masterId], clear },
    };
  };
}
