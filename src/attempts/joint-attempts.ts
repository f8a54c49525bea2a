import type { Origin } from '../history/history-event';
import type { MonotonicNow } from '../platform/monotonic-clock';
import type { AttemptGuard } from './attempt-guard';
import { JointAttempt } from './joint-attempt';
import { jointOutcome, type JointOutcome } from './joint-outcome';
import type { JointSecret } from './joint-secret';
import type { StandingBars } from './standing-bars';

/** What joint attempts work with. */
export interface JointAttemptPorts {
  readonly guard: AttemptGuard;
  readonly bars: StandingBars;
  /** The longest that verifying all secrets at once may take. */
  readonly verificationMs: number;
  readonly monotonicNow: MonotonicNow;
}

/**
 * Verifies several secrets that are entered together, each within its own guess budget (R4, R7): all are verified or
 * none, each wrong one counts, each right one clears its own counter. While one of them is locked or suspended, none of
 * the others is verified or counted.
 */
export class JointAttempts {
  constructor(private readonly ports: JointAttemptPorts) {}

  /**
   * Attempts `secrets`, always given in the same order of kinds: two attempts that took permits in different orders
   * would wait for each other.
   * @throws LedgerUnavailable, or whatever reading or verifying threw; then nothing was counted
   */
  async attempt<Subject>(
    secrets: readonly JointSecret<Subject>[],
    origin: Origin | null,
  ): Promise<JointOutcome> {
    const { guard, bars, verificationMs, monotonicNow } = this.ports;
    // All bars are looked up first, at the same cost whichever stands: else the time, and the end of the lock that is
    // met first, would tell which one it is.
    const standing = await bars.of(secrets.map(({ key }) => key));
    if (standing.length > 0) return jointOutcome(standing, secrets.length);
    const attempt = new JointAttempt(secrets, origin, { guard, verificationMs, monotonicNow });
    return jointOutcome(await attempt.run(), secrets.length);
  }
}
