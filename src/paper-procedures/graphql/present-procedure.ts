import { ageDays, isOverdue } from '../paper-age';
import type { PaperProcedure } from '../paper-procedure';
import type { PaperProcedureType } from './paper-procedure-type';

/** A procedure as staff see it at the instant `now`. */
export type PresentProcedure = (procedure: PaperProcedure, now: Date) => PaperProcedureType;

/** Presents procedures; an open one is overdue after `overdueDays`. */
export function procedurePresenter(overdueDays: number): PresentProcedure {
  return (procedure, now) => {
    const { id, kind, state, formReference, account, organizationName } = procedure;
    const { received, verified, executed, rejected, outstanding } = procedure;
    return {
      id,
      kind,
      state,
      formReference,
      account,
      organizationName,
      receivedBy: received.by,
      receivedAt: received.at,
      verifiedBy: verified?.by ?? null,
      verifiedAt: verified?.at ?? null,
      executedBy: executed?.by ?? null,
      executedAt: executed?.at ?? null,
      rejectedBy: rejected?.by ?? null,
      rejectedAt: rejected?.at ?? null,
      rejectionReason: rejected?.reason ?? null,
      ageDays: ageDays(procedure, now),
      overdue: isOverdue(procedure, now, overdueDays),
      outstanding: outstanding !== null,
    };
  };
}
