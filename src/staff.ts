import { openStaffCommand, type StaffCommand } from './compose-staff-command';
import { ConfigFaults } from './config/config-faults';
import { loadConfig } from './config/load-config';
import { readSecrets, UnusableEntry } from './helpdesk/command/read-secrets';
import { renderStaff, renderViolations, staffWarning } from './helpdesk/command/render-staff';
import { staffOrder, WrongUsage, type StaffOrder } from './helpdesk/command/staff-order';
import { systemClock } from './platform/clock';
import { StartupProblem } from './platform/embedded/startup-problem';
import { systemErrorCode } from './platform/embedded/system-error-code';

/** A step with the open helpdesk; tells whether it was carried out. */
type Step = (helpdesk: StaffCommand) => Promise<boolean>;

/**
 * `npm run staff -- list | add | remove`: the operator keeps the staff of the helpdesk (R6), the first of them above all.
 * Exit code 0: done; 1: refused, nothing changed; 2: wrong usage, or it could not be carried out.
 */
async function main(): Promise<void> {
  const order = staffOrder(process.argv.slice(2));
  const config = loadConfig(process.env);
  // Before anything is opened: whoever takes his time at the keyboard holds nothing.
  const step = await stepOf(order);
  const helpdesk = await openStaffCommand(config);
  try {
    const done = await step(helpdesk);
    const staff = await helpdesk.staff.all(systemClock.now());
    if (order.kind === 'LIST') process.stdout.write(renderStaff(staff));
    process.stderr.write(staffWarning(staff.length));
    process.exitCode = done ? 0 : 1;
  } finally {
    await helpdesk.close();
  }
}

async function stepOf(order: StaffOrder): Promise<Step> {
  switch (order.kind) {
    case 'LIST':
      return () => Promise.resolve(true);
    case 'ADD':
      return addition(order, await readSecrets(process.stdin, process.stderr));
    case 'REMOVE':
      return removal(order);
    default:
      return order satisfies never;
  }
}

function addition(
  order: Extract<StaffOrder, { readonly kind: 'ADD' }>,
  secrets: Awaited<ReturnType<typeof readSecrets>>,
): Step {
  return async ({ adding }) => {
    const outcome = await adding.run({ ...order, ...secrets });
    if (outcome.kind === 'INVALID_INPUT') {
      process.stderr.write(renderViolations(outcome.violations));
      return false;
    }
    process.stdout.write(`Added ${outcome.id}. The first login asks for new secrets.\n`);
    return true;
  };
}

function removal(order: Extract<StaffOrder, { readonly kind: 'REMOVE' }>): Step {
  return async (helpdesk) => {
    const outcome = await helpdesk.removal.run(order);
    switch (outcome) {
      case 'REMOVED':
        process.stdout.write('Removed. What he received, verified and executed stays on record.\n');
        return true;
      case 'NOT_FOUND':
        process.stderr.write(
          'Nobody was removed: there is no member of staff of this id; list shows them.\n',
        );
        return false;
      case 'TOO_FEW_LEFT':
        process.stderr.write(
          'Nobody was removed: too few would be left to carry a form out. Add another first, or say --force.\n',
        );
        return false;
      default:
        return outcome satisfies never;
    }
  };
}

/** A fault of a driver may quote what it was given, so that of those only the code is told. */
function reasonOf(fault: unknown): string {
  const ours = [WrongUsage, UnusableEntry, ConfigFaults, StartupProblem].some(
    (type) => fault instanceof type,
  );
  return ours ? (fault as Error).message : `This could not be carried out (${systemErrorCode(fault)}).`;
}

main().catch((fault: unknown) => {
  process.stderr.write(`${reasonOf(fault)}\n`);
  process.exitCode = 2;
});
