import { translate } from '../../i18n/translate';
import type { AddStaffViolation } from '../add-staff';
import { ADVISED_STAFF, FEWEST_STAFF } from '../four-eyes';
import type { StaffEntry } from '../staff-register';

/** The staff as a table: who, and what his login allows. */
export function renderStaff(staff: readonly StaffEntry[]): string {
  const rows = staff.map((entry) => [entry.id, stateOf(entry), `${entry.name} <${entry.email}>`]);
  const table = [['id', 'login', 'name'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`)
    .join('');
}

function stateOf({ login, temporaryPassword }: StaffEntry): string {
  switch (login.kind) {
    case 'ACTIVE':
      return temporaryPassword ? 'temporary password' : 'active';
    case 'LOCKED_OUT':
      return `locked out until ${login.lockedUntil.toISOString()}`;
    case 'SUSPENDED':
      return 'suspended';
    default:
      return login satisfies never;
  }
}

const FIELD_NAMES: Readonly<Record<AddStaffViolation['field'], string>> = {
  loginId: 'login ID',
  loginPassword: 'temporary login password',
  confirmationPassword: 'confirmation password',
  name: 'name',
  email: 'e-mail address',
};

/** Every violation on a line of its own, as the operator can mend it. */
export function renderViolations(violations: readonly AddStaffViolation[]): string {
  const line = ({ field, code }: AddStaffViolation): string => {
    const problem =
      field === 'email' && code === 'TAKEN'
        ? 'Another member of staff has this address.'
        : translate('en', `VIOLATION_${code}`);
    return `  ${FIELD_NAMES[field]}: ${problem}\n`;
  };
  return `Nobody was added:\n${violations.map(line).join('')}`;
}

/** What too few staff cannot do; empty if there are enough. */
export function staffWarning(count: number): string {
  if (count >= ADVISED_STAFF) return '';
  const lacking =
    count < FEWEST_STAFF
      ? 'who receives a form neither verifies nor executes it, so that none can be carried out'
      : 'who forgets a secret is restored by two others, and there would be one';
  const standing = count === 1 ? 'There is 1 member of staff' : `There are ${count} staff`;
  return `Warning: ${standing}. The helpdesk needs ${ADVISED_STAFF}: ${lacking}.\n`;
}
