import type { PaperProcedure } from './paper-procedure';
import { isOpen } from './paper-procedure-state';

const DAY_MS = 86_400_000;

type Dated = Pick<PaperProcedure, 'state' | 'received' | 'executed' | 'rejected'>;

/** Whole days from receipt to the end of the procedure, or to `now` while it is open (R6). */
export function ageDays({ received, executed, rejected }: Dated, now: Date): number {
  const end = executed?.at ?? rejected?.at ?? now;
  return Math.max(0, Math.floor((end.getTime() - received.at.getTime()) / DAY_MS));
}

/** Whether an open procedure is as old as `overdueDays`, or older (R6). What is finished is never overdue. */
export function isOverdue(procedure: Dated, now: Date, overdueDays: number): boolean {
  return isOpen(procedure.state) && ageDays(procedure, now) >= overdueDays;
}

/** A form received at this instant or before is overdue at `now` if it is still open. */
export function overdueSince(now: Date, overdueDays: number): Date {
  return new Date(now.getTime() - overdueDays * DAY_MS);
}
