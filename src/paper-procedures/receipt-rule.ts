import { PIN_KINDS, type PinKind } from '../credentials/pins/pin-kind';
import { isPin } from '../credentials/pins/pin-rule';
import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import type { ViolationCode } from '../credentials/policy/violation';
import { profileViolations, type ProfileViolation } from '../users/profile-rule';
import { isFormReference } from './form-reference';
import type { PaperProcedureKind } from './paper-procedure-kind';

/** What stands on a form, tidied; null or empty where nothing does. */
export interface PaperForm {
  readonly kind: PaperProcedureKind;
  readonly formReference: string;
  readonly account: RepresentativeAccount | null;
  readonly organizationName: string | null;
  readonly newPins: Readonly<Partial<Record<PinKind, string>>>;
  /** Who is to be restored. */
  readonly staffEmail: string | null;
  readonly temporaryLoginPassword: string | null;
}

/** One entry that cannot be accepted. It never holds the entry. */
export interface ReceiptViolation {
  readonly field: string;
  readonly code:
    | ViolationCode
    | ProfileViolation['code']
    | 'NOT_ON_THIS_FORM'
    | 'INVALID_FORM_REFERENCE'
    | 'FORM_ALREADY_RECEIVED'
    | 'INVALID_ACCOUNT'
    | 'INVALID_PIN'
    | 'UNKNOWN_STAFF_MEMBER';
}

type Entry = 'account' | 'organizationName' | 'newPins' | 'staffEmail' | 'temporaryLoginPassword';

/** What each kind of form asks for besides its reference; anything else does not belong on it. */
const ENTRIES: Readonly<Record<PaperProcedureKind, readonly Entry[]>> = {
  OPEN_CONTRACT: ['account', 'organizationName', 'newPins'],
  INITIALIZE_MASTER_CREDENTIALS: ['account'],
  RELEASE_MASTER_SUSPENSION: ['account'],
  RESET_MASTER_ADDITIONAL_AUTHENTICATION: ['account'],
  CHANGE_PINS: ['account', 'newPins'],
  RELEASE_PIN_SUSPENSION: ['account'],
  RESTORE_STAFF: ['staffEmail', 'temporaryLoginPassword'],
};

/** The input's name of each PIN. */
export const PIN_FIELDS = {
  INQUIRY_PIN: 'inquiryPin',
  TRANSFER_PIN: 'transferPin',
  CONFIRMATION_PIN: 'confirmationPin',
  APPROVAL_PIN: 'approvalPin',
} as const satisfies Readonly<Record<PinKind, string>>;

/** Every fault of a form at once (R6); the temporary password is judged by the secrets policy besides. */
export function receiptViolations(form: PaperForm): readonly ReceiptViolation[] {
  const wanted = ENTRIES[form.kind];
  const given: Readonly<Record<Entry, boolean>> = {
    account: form.account !== null,
    organizationName: form.organizationName !== null,
    newPins: Object.keys(form.newPins).length > 0,
    staffEmail: form.staffEmail !== null,
    temporaryLoginPassword: form.temporaryLoginPassword !== null,
  };
  const entries = Object.entries(given) as [Entry, boolean][];
  return [
    ...(isFormReference(form.formReference) ? [] : [violation('formReference', 'INVALID_FORM_REFERENCE')]),
    ...entries
      .filter(([entry, isGiven]) => isGiven && !wanted.includes(entry))
      .map(([entry]) => violation(entry, 'NOT_ON_THIS_FORM')),
    ...entries
      .filter(([entry, isGiven]) => !isGiven && wanted.includes(entry))
      .map(([entry]) => violation(entry, 'REQUIRED')),
    ...accountViolations(form.account),
    ...nameViolations(form.organizationName),
    ...pinViolations(form),
  ];
}

function violation(field: string, code: ReceiptViolation['code']): ReceiptViolation {
  return { field, code };
}

function accountViolations(account: RepresentativeAccount | null): ReceiptViolation[] {
  if (account === null) return [];
  return [
    ...(/^[0-9]{3}$/.test(account.branchCode) ? [] : [violation('account.branchCode', 'INVALID_ACCOUNT')]),
    ...(/^[0-9]{7}$/.test(account.accountNumber)
      ? []
      : [violation('account.accountNumber', 'INVALID_ACCOUNT')]),
  ];
}

function nameViolations(organizationName: string | null): ReceiptViolation[] {
  if (organizationName === null) return [];
  return profileViolations({ name: organizationName }).map(({ code }) => violation('organizationName', code));
}

/** A contract opens with all four PINs (R4); a change names those to be changed. */
function pinViolations({ kind, newPins }: PaperForm): ReceiptViolation[] {
  const given = PIN_KINDS.filter((pin) => newPins[pin] !== undefined);
  const missing =
    kind === 'OPEN_CONTRACT' && given.length > 0 ? PIN_KINDS.filter((pin) => !given.includes(pin)) : [];
  return [
    ...missing.map((pin) => violation(`newPins.${PIN_FIELDS[pin]}`, 'REQUIRED')),
    ...given
      .filter((pin) => !isPin(newPins[pin] ?? ''))
      .map((pin) => violation(`newPins.${PIN_FIELDS[pin]}`, 'INVALID_PIN')),
  ];
}
