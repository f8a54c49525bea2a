import type { AttemptOutcome } from './attempt-guard';
import type { TimedStanding } from './attempt-ledger';
import { barOf } from './attempt-state';

/** An attempt that was refused whatever its secret. */
export type AttemptRefusal = Extract<
  AttemptOutcome<never>,
  { readonly kind: 'LOCKED_OUT' | 'SUSPENDED' | 'BUSY' }
>;

/** Come back in a moment: nothing was counted. */
export const BUSY: AttemptRefusal = { kind: 'BUSY', retryAfterSeconds: 1 };

/** The refusal of a barred credential (R7); `BUSY` if the bar is gone by now. */
export function refusalOf(standing: TimedStanding): AttemptRefusal {
  const bar = barOf(standing, standing.now);
  if (bar === null) return BUSY;
  switch (bar.kind) {
    case 'SUSPENDED':
      return { kind: 'SUSPENDED' };
    case 'LOCKED_OUT': {
      const retryAfterSeconds = Math.ceil((bar.lockedUntil - standing.now) / 1_000);
      return { kind: 'LOCKED_OUT', lockedUntil: new Date(bar.lockedUntil), retryAfterSeconds };
    }
    default:
      return bar satisfies never;
  }
}
