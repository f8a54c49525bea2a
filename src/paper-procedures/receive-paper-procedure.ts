import type { Confirmation, ConfirmationRefusal } from '../credentials/confirmation';
import { PIN_KINDS } from '../credentials/pins/pin-kind';
import { canonicalAccount } from '../credentials/pins/representative-account';
import type { SecretsPolicy } from '../credentials/policy/secrets-policy';
import type { SecretHasher } from '../credentials/secret-hasher';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';
import { tidyEmail, tidyName } from '../users/profile-rule';
import type { ActingStaff } from './acting-staff';
import type { ExecutionObstacle } from './execution';
import { tidyFormReference } from './form-reference';
import { paperEvent } from './paper-event';
import type { PaperProcedure } from './paper-procedure';
import { findPaperTarget, type PaperTarget } from './paper-target';
import type { PaperRegister, PaperSecret, PaperTargets } from './paper-register';
import { receiptViolations, type PaperForm, type ReceiptViolation } from './receipt-rule';

export interface ReceiptRequest extends PaperForm {
  /** The staff member's own. */
  readonly confirmationPassword: string;
}

export type ReceiptOutcome =
  | { readonly kind: 'RECEIVED'; readonly procedure: PaperProcedure }
  | { readonly kind: 'INVALID_INPUT'; readonly violations: readonly ReceiptViolation[] }
  | { readonly kind: 'NOT_APPLICABLE'; readonly code: ExecutionObstacle | 'OWN_ACCOUNT' }
  | { readonly kind: 'CONFIRMATION_REFUSED'; readonly refusal: ConfirmationRefusal };

/** What receiving a form works with. */
export interface ReceiptPorts {
  readonly confirmation: Confirmation;
  readonly targets: PaperTargets;
  readonly policy: SecretsPolicy;
  readonly hasher: SecretHasher;
  readonly register: PaperRegister;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * Staff enter a form that has arrived on paper (R6). Nothing changes yet but that it is known. The secrets on it are hashed
 * at once, so that nobody reads them on the way (R4).
 * Entries are judged before the confirmation password is asked, so that a slip in the form costs no attempt.
 */
export class ReceivePaperProcedure {
  constructor(private readonly ports: ReceiptPorts) {}

  async run(staff: ActingStaff, request: ReceiptRequest): Promise<ReceiptOutcome> {
    const form = tidy(request);
    const violations = receiptViolations(form);
    if (violations.length > 0) return { kind: 'INVALID_INPUT', violations };
    const target = await findPaperTarget(this.ports, form);
    if (target.kind !== 'TARGET') return target;
    if (target.subjectUserId === staff.id) return { kind: 'NOT_APPLICABLE', code: 'OWN_ACCOUNT' };

    const { confirmationPassword } = request;
    const { confirmation } = this.ports;
    const confirmed = await confirmation.confirm(staff, confirmationPassword, staff.origin, staff.caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    return this.enter(staff, form, target);
  }

  private async enter(
    staff: ActingStaff,
    form: PaperForm,
    { organizationId, subjectUserId }: PaperTarget,
  ): Promise<ReceiptOutcome> {
    const { register, newId, clock } = this.ports;
    const { kind, formReference, account, organizationName } = form;
    const id = newId();
    const receivedAt = clock.now();
    const concerned = { id, kind, organizationId, subjectUserId };
    const entered = await register.receive(
      {
        ...concerned,
        formReference,
        account,
        organizationName,
        receivedBy: staff.id,
        receivedAt,
        secrets: await this.hashed(staff, form),
      },
      paperEvent('PAPER_RECEIVED', concerned, staff, receivedAt),
    );
    if (entered === 'FORM_ALREADY_RECEIVED') {
      return { kind: 'INVALID_INPUT', violations: [{ field: 'formReference', code: entered }] };
    }
    const procedure = await register.find(id);
    if (procedure === null) throw new Error('a form that was just received is gone');
    return { kind: 'RECEIVED', procedure };
  }

  private async hashed(staff: ActingStaff, form: PaperForm): Promise<readonly PaperSecret[]> {
    const { hasher } = this.ports;
    const entries = [
      ...PIN_KINDS.map((kind) => [kind, form.newPins[kind]] as const),
      ['LOGIN_PASSWORD', form.temporaryLoginPassword ?? undefined] as const,
    ];
    return Promise.all(
      entries.flatMap(([kind, secret]) =>
        secret === undefined
          ? []
          : [hasher.hash(secret, staff.caller).then((stored) => ({ kind, secret: stored }))],
      ),
    );
  }
}

function tidy(form: PaperForm): PaperForm {
  const { account, organizationName, staffEmail } = form;
  return {
    ...form,
    formReference: tidyFormReference(form.formReference),
    account: account === null ? null : canonicalAccount(account),
    organizationName: organizationName === null ? null : tidyName(organizationName),
    staffEmail: staffEmail === null ? null : tidyEmail(staffEmail),
  };
}
