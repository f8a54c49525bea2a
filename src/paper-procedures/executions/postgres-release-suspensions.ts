import type { Execution } from '../execution';
import { NOTHING_OUTSTANDING } from '../paper-procedure';
import { concernedMaster } from './postgres-concerned-master';
import { keysOfPins, keysOfUser } from './postgres-keys';

/** Lifts the suspension of each suspended credential of the master (R5, R6); his secrets stay. */
export const releaseMasterSuspension: Execution = async ({ procedure }, transaction) => {
  const master = await concernedMaster(transaction, procedure);
  if (master === null) return { kind: 'NOT_APPLICABLE', code: 'NO_MASTER' };
  const release = (await keysOfUser(transaction, master.masterId)).filter(({ recorded }) => recorded);
  if (release.length === 0) return { kind: 'NOT_APPLICABLE', code: 'MASTER_NOT_SUSPENDED' };
  const login = release.some(({ kind }) => kind === 'LOGIN_PASSWORD');
  const endSessionsOf = login ? [master.masterId] : [];
  return {
    kind: 'DONE',
    organizationId: master.organizationId,
    outstanding: { ...NOTHING_OUTSTANDING, endSessionsOf, release },
  };
};

/** Lifts the suspension of each suspended PIN of the organization (R4, R6); the PINs stay. */
export const releasePinSuspension: Execution = async ({ procedure: { organizationId } }, transaction) => {
  if (organizationId === null) return { kind: 'NOT_APPLICABLE', code: 'NO_CONTRACT' };
  const release = (await keysOfPins(transaction, organizationId)).filter(({ recorded }) => recorded);
  if (release.length === 0) return { kind: 'NOT_APPLICABLE', code: 'PIN_NOT_SUSPENDED' };
  return { kind: 'DONE', organizationId, outstanding: { ...NOTHING_OUTSTANDING, release } };
};
