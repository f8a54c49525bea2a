import type { EntityManager } from 'typeorm';
import type { Confirmation } from '../credentials/confirmation';
import type { History } from '../history/history';
import type { Clock } from '../platform/clock';
import type { ActingStaff } from './acting-staff';
import { paperEvent } from './paper-event';
import type { PaperProcedure } from './paper-procedure';
import type { PaperMark, PaperRegister } from './paper-register';
import type { PaperRefusal } from './paper-refusal';
import type { RejectionReason } from './rejection-reason';
import { stepObstacle } from './step-rule';

export interface StepRequest {
  readonly procedureId: string;
  /** The staff member's own. */
  readonly confirmationPassword: string;
}

export type ReviewOutcome = { readonly kind: 'DONE'; readonly procedure: PaperProcedure } | PaperRefusal;

/** What verifying and rejecting work with. */
export interface ReviewPorts {
  readonly confirmation: Confirmation;
  readonly register: PaperRegister;
  readonly history: History;
  readonly clock: Clock;
}

type ReviewMark = Extract<PaperMark, { readonly step: 'VERIFY' | 'REJECT' }>;

/** Staff compare an entry with its form and verify it, or reject it; neither changes anything but the procedure (R6). */
export class ReviewPaperProcedure {
  constructor(private readonly ports: ReviewPorts) {}

  verify(staff: ActingStaff, request: StepRequest): Promise<ReviewOutcome> {
    return this.take(staff, request, (by, at) => ({ step: 'VERIFY', by, at }));
  }

  reject(
    staff: ActingStaff,
    request: StepRequest & { readonly reason: RejectionReason },
  ): Promise<ReviewOutcome> {
    return this.take(staff, request, (by, at) => ({ step: 'REJECT', by, at, reason: request.reason }));
  }

  private async take(
    staff: ActingStaff,
    { procedureId, confirmationPassword }: StepRequest,
    markOf: (by: string, at: Date) => ReviewMark,
  ): Promise<ReviewOutcome> {
    const { confirmation, register, clock } = this.ports;
    const confirmed = await confirmation.confirm(staff, confirmationPassword, staff.origin, staff.caller);
    if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    const mark = markOf(staff.id, clock.now());
    const refusal = await register.whileHeld<PaperRefusal | 'DONE'>(procedureId, (procedure, transaction) =>
      this.write(staff, procedure, mark, transaction),
    );
    if (refusal === null) return { kind: 'NOT_FOUND' };
    if (refusal !== 'DONE') return refusal;
    const procedure = await register.find(procedureId);
    return procedure === null ? { kind: 'NOT_FOUND' } : { kind: 'DONE', procedure };
  }

  private async write(
    staff: ActingStaff,
    procedure: PaperProcedure,
    mark: ReviewMark,
    transaction: EntityManager,
  ): Promise<PaperRefusal | 'DONE'> {
    const code = stepObstacle(procedure, mark.step, staff.id);
    if (code !== null) return { kind: 'NOT_APPLICABLE', code };
    const { register, history } = this.ports;
    await register.mark(procedure.id, mark, transaction);
    const type = mark.step === 'VERIFY' ? 'PAPER_VERIFIED' : 'PAPER_REJECTED';
    await history.append(paperEvent(type, procedure, staff, mark.at), transaction);
    return 'DONE';
  }
}
