import type { AccountType } from '../users/organization';
import type { OutstandingSteps, PaperProcedure, StepTaken } from './paper-procedure';
import type { PaperProcedureKind } from './paper-procedure-kind';
import type { PaperProcedureState } from './paper-procedure-state';
import type { RejectionReason } from './rejection-reason';

/** Procedures with the names of the staff who had a hand in them; `p` is the procedure. Read a row with {@link paperFrom}. */
export const SELECT_PAPER = `
  SELECT p.id, p.kind, p.state, p.form_reference AS "formReference", p.branch_code AS "branchCode",
         p.account_type AS "accountType", p.account_number AS "accountNumber",
         p.organization_id AS "organizationId", p.organization_name AS "organizationName",
         p.subject_user_id AS "subjectUserId", p.outstanding, p.rejection_reason AS "rejectionReason",
         p.received_by AS "receivedBy", r.name AS "receivedName", p.received_at AS "receivedAt",
         p.verified_by AS "verifiedBy", v.name AS "verifiedName", p.verified_at AS "verifiedAt",
         p.executed_by AS "executedBy", e.name AS "executedName", p.executed_at AS "executedAt",
         p.rejected_by AS "rejectedBy", j.name AS "rejectedName", p.rejected_at AS "rejectedAt"
    FROM paper_procedures p
    JOIN users r ON r.id = p.received_by
    LEFT JOIN users v ON v.id = p.verified_by
    LEFT JOIN users e ON e.id = p.executed_by
    LEFT JOIN users j ON j.id = p.rejected_by`;

type Steps<Name extends string> = Readonly<Record<`${Name}By` | `${Name}Name`, string | null>> &
  Readonly<Record<`${Name}At`, Date | null>>;

/** A row of {@link SELECT_PAPER}. */
export type PaperRow = Steps<'received'> &
  Steps<'verified'> &
  Steps<'executed'> &
  Steps<'rejected'> & {
    readonly id: string;
    readonly kind: PaperProcedureKind;
    readonly state: PaperProcedureState;
    readonly formReference: string;
    readonly branchCode: string | null;
    readonly accountType: AccountType | null;
    readonly accountNumber: string | null;
    readonly organizationId: string | null;
    readonly organizationName: string | null;
    readonly subjectUserId: string | null;
    readonly outstanding: OutstandingSteps | null;
    readonly rejectionReason: RejectionReason | null;
  };

export function paperFrom(row: PaperRow): PaperProcedure {
  const { id, kind, state, formReference, organizationId, organizationName, subjectUserId } = row;
  const { branchCode, accountType, accountNumber, outstanding, rejectionReason: reason } = row;
  const received = stepFrom(row.receivedBy, row.receivedName, row.receivedAt);
  if (received === null) throw new Error('a paper procedure that nobody received');
  const rejected = stepFrom(row.rejectedBy, row.rejectedName, row.rejectedAt);
  return {
    id,
    kind,
    state,
    formReference,
    account:
      branchCode === null || accountType === null || accountNumber === null
        ? null
        : { branchCode, accountType, accountNumber },
    organizationId,
    organizationName,
    subjectUserId,
    received,
    verified: stepFrom(row.verifiedBy, row.verifiedName, row.verifiedAt),
    executed: stepFrom(row.executedBy, row.executedName, row.executedAt),
    rejected: rejected === null || reason === null ? null : { ...rejected, reason },
    outstanding,
  };
}

function stepFrom(by: string | null, name: string | null, at: Date | null): StepTaken | null {
  return by === null || name === null || at === null ? null : { by: { id: by, name }, at };
}
