import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import type { SecretsPolicy } from '../credentials/policy/secrets-policy';
import type { ExecutionObstacle } from './execution';
import { concernsMaster, type PaperProcedureKind } from './paper-procedure-kind';
import type { PaperTargets } from './paper-register';
import type { PaperForm, ReceiptViolation } from './receipt-rule';

/** What a form is about: the organization of its account with its master, or a member of staff. */
export interface PaperTarget {
  readonly kind: 'TARGET';
  readonly organizationId: string | null;
  readonly subjectUserId: string | null;
}

type Found =
  | PaperTarget
  | { readonly kind: 'NOT_APPLICABLE'; readonly code: ExecutionObstacle }
  | { readonly kind: 'INVALID_INPUT'; readonly violations: readonly ReceiptViolation[] };

/** Finds what a form without other faults is about (R6); the execution looks again, since weeks may lie in between. */
export async function findPaperTarget(
  { targets, policy }: { readonly targets: PaperTargets; readonly policy: SecretsPolicy },
  { kind, account, staffEmail, temporaryLoginPassword }: PaperForm,
): Promise<Found> {
  if (account !== null) return organizationTarget(targets, kind, account);
  const staff = await targets.staffWithEmail(staffEmail ?? '');
  if (staff === null) {
    return {
      kind: 'INVALID_INPUT',
      violations: [{ field: 'staffEmail', code: 'UNKNOWN_STAFF_MEMBER' }],
    };
  }
  const violations = policy({
    proposed: { loginPassword: temporaryLoginPassword ?? '' },
    current: { loginId: staff.loginId },
    equalToStored: [],
    owner: { organizationName: '', accountNumber: '', ownWords: [staff.name, staff.email] },
  }).map(({ code }) => ({ field: 'temporaryLoginPassword', code }));
  if (violations.length > 0) return { kind: 'INVALID_INPUT', violations };
  return { kind: 'TARGET', organizationId: null, subjectUserId: staff.id };
}

async function organizationTarget(
  targets: PaperTargets,
  kind: PaperProcedureKind,
  account: RepresentativeAccount,
): Promise<Found> {
  const organization = await targets.organizationOf(account);
  if (kind === 'OPEN_CONTRACT') {
    return organization === null
      ? { kind: 'TARGET', organizationId: null, subjectUserId: null }
      : { kind: 'NOT_APPLICABLE', code: 'CONTRACT_EXISTS' };
  }
  if (organization === null) return { kind: 'NOT_APPLICABLE', code: 'NO_CONTRACT' };
  const { id, masterId } = organization;
  if (concernsMaster(kind) && masterId === null) return { kind: 'NOT_APPLICABLE', code: 'NO_MASTER' };
  return { kind: 'TARGET', organizationId: id, subjectUserId: masterId };
}
