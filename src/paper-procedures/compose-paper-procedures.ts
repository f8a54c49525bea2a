import type { SecurityAnswers } from '../additional-authentication/security-answers';
import type { TrustedDevices } from '../additional-authentication/trusted-device';
import type { DataSource } from 'typeorm';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { RedisConnection } from '../platform/redis/redis-connection';
import { RedisOpenRegistrations } from '../registration/redis-open-registrations';
import { PostgresSecurityAnswers } from '../additional-authentication/postgres-security-answers';
import { PostgresTrustedDevices } from '../additional-authentication/postgres-trusted-devices';
import { ExecutePaperProcedure } from './execute-paper-procedure';
import type { Executions } from './execution';
import { changePins } from './executions/postgres-change-pins';
import { initializeMaster } from './executions/postgres-initialize-master';
import { openContract } from './executions/postgres-open-contract';
import { releaseMasterSuspension, releasePinSuspension } from './executions/postgres-release-suspensions';
import { resetMasterAdditionalAuthentication } from './executions/postgres-reset-master';
import { restoreStaff } from './executions/postgres-restore-staff';
import type { OrganizationStandings } from './organization-standing';
import { OutstandingWork, type OutstandingWorkPorts } from './outstanding-work';
import type { PaperList } from './paper-list';
import { PostgresOrganizationStandings } from './postgres-organization-standings';
import { PostgresPaperList } from './postgres-paper-list';
import { PostgresPaperRegister } from './postgres-paper-register';
import { PostgresPaperTargets } from './postgres-paper-targets';
import { ReceivePaperProcedure, type ReceiptPorts } from './receive-paper-procedure';
import { ReviewPaperProcedure } from './review-paper-procedure';

/** What paper procedures take from the rest of the gateway. */
export type PaperParts = Omit<
  ReceiptPorts & OutstandingWorkPorts,
  'targets' | 'register' | 'openRegistrations'
> & {
  readonly dataSource: DataSource;
  readonly redis: RedisConnection;
  readonly redisPrefix: string;
  readonly deriveAttemptKey: DeriveAttemptKey;
};

/** Paper procedures (R6), put together. */
export interface PaperProcedures {
  readonly receiving: ReceivePaperProcedure;
  readonly review: ReviewPaperProcedure;
  readonly execution: ExecutePaperProcedure;
  readonly list: PaperList;
  readonly standings: OrganizationStandings;
}

/** Puts paper procedures together; the composition root calls it once. */
export function composePaperProcedures(parts: PaperParts): PaperProcedures {
  const { dataSource, redis, redisPrefix, history } = parts;
  const register = new PostgresPaperRegister(dataSource, history);
  const outstandingWork = new OutstandingWork({
    ...parts,
    openRegistrations: new RedisOpenRegistrations(redis, redisPrefix),
  });
  const executions = executionsOf(
    parts,
    new PostgresSecurityAnswers(dataSource),
    new PostgresTrustedDevices(dataSource),
  );
  return {
    receiving: new ReceivePaperProcedure({
      ...parts,
      register,
      targets: new PostgresPaperTargets(dataSource),
    }),
    review: new ReviewPaperProcedure({ ...parts, register }),
    execution: new ExecutePaperProcedure({ ...parts, register, executions, outstandingWork }),
    list: new PostgresPaperList(dataSource),
    standings: new PostgresOrganizationStandings(dataSource),
  };
}

function executionsOf(
  { history, deriveAttemptKey, newId }: PaperParts,
  answers: SecurityAnswers,
  devices: TrustedDevices,
): Executions {
  return {
    OPEN_CONTRACT: openContract(deriveAttemptKey, newId),
    INITIALIZE_MASTER_CREDENTIALS: initializeMaster(history),
    RELEASE_MASTER_SUSPENSION: releaseMasterSuspension,
    RESET_MASTER_ADDITIONAL_AUTHENTICATION: resetMasterAdditionalAuthentication({
      answers,
      devices,
      history,
    }),
    CHANGE_PINS: changePins(history),
    RELEASE_PIN_SUSPENSION: releasePinSuspension,
    RESTORE_STAFF: restoreStaff({ answers, devices, history }),
  };
}
