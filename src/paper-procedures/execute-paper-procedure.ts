import type { EntityManager } from 'typeorm';
import type { Confirmation } from '../credentials/confirmation';
import type { History } from '../history/history';
import type { Clock } from '../platform/clock';
import type { ActingStaff } from './acting-staff';
import type { Executions } from './execution';
import type { OutstandingWork } from './outstanding-work';
import { paperEvent } from './paper-event';
import type { PaperProcedure } from './paper-procedure';
import type { PaperRegister } from './paper-register';
import type { PaperRefusal } from './paper-refusal';
import type { StepRequest } from './review-paper-procedure';
import { fourEyesObstacle, stateObstacle } from './step-rule';

export type ExecutionResult =
  { readonly kind: 'EXECUTED'; readonly procedure: PaperProcedure } | PaperRefusal;

/** What executing works with. */
export interface ExecutePorts {
  readonly confirmation: Confirmation;
  readonly register: PaperRegister;
  readonly executions: Executions;
  readonly outstandingWork: OutstandingWork;
  readonly history: History;
  readonly clock: Clock;
}

/**
 * Staff carry a verified form out (R6): everything in Postgres at once, the procedure's state with it, then the steps in
 * Redis. Executing an executed form again gives the same result and does only what a fault left outstanding; of two at
 * once, one executes and the other finds it executed.
 */
export class ExecutePaperProcedure {
  constructor(private readonly ports: ExecutePorts) {}

  async run(
    staff: ActingStaff,
    { procedureId, confirmationPassword }: StepRequest,
  ): Promise<ExecutionResult> {
    const { confirmation, register, outstandingWork } = this.ports;
    const confirmed = await confirmation.confirm(staff, confirmationPassword, staff.origin, staff.caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    const refusal = await register.whileHeld<PaperRefusal | 'EXECUTED'>(
      procedureId,
      (procedure, transaction) => this.carryOut(staff, procedure, transaction),
    );
    if (refusal === null) return { kind: 'NOT_FOUND' };
    if (refusal !== 'EXECUTED') return refusal;

    const procedure = await register.find(procedureId);
    if (procedure === null) return { kind: 'NOT_FOUND' };
    if (procedure.outstanding !== null) {
      await outstandingWork.run(procedure, procedure.outstanding, staff.origin);
      await register.settle(procedureId);
    }
    return { kind: 'EXECUTED', procedure: { ...procedure, outstanding: null } };
  }

  private async carryOut(
    staff: ActingStaff,
    procedure: PaperProcedure,
    transaction: EntityManager,
  ): Promise<PaperRefusal | 'EXECUTED'> {
    const { register, executions, history, clock } = this.ports;
    const own = fourEyesObstacle(procedure, 'EXECUTE', staff.id);
    if (own !== null) return { kind: 'NOT_APPLICABLE', code: own };
    if (procedure.state === 'EXECUTED') return 'EXECUTED';
    const code = stateObstacle(procedure.state, 'EXECUTE');
    if (code !== null) return { kind: 'NOT_APPLICABLE', code };

    const executedAt = clock.now();
    const secrets = await register.secretsOf(procedure.id, transaction);
    const order = { procedure, secrets, executedBy: staff.id, executedAt, origin: staff.origin };
    const outcome = await executions[procedure.kind](order, transaction);
    if (outcome.kind === 'NOT_APPLICABLE') return outcome;
    const { organizationId, outstanding } = outcome;
    await register.mark(
      procedure.id,
      { step: 'EXECUTE', by: staff.id, at: executedAt, organizationId, outstanding },
      transaction,
    );
    const event = paperEvent('PAPER_EXECUTED', { ...procedure, organizationId }, staff, executedAt);
    await history.append(event, transaction);
    return 'EXECUTED';
  }
}
