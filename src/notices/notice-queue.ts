import type { Notice } from './notice';

/** A notice that one worker has taken for a time; `attempt` counts from 1 and tells this claim from later ones. */
export interface ClaimedNotice extends Notice {
  readonly attempt: number;
}

/** What is to become of a notice that could not be sent. */
export type NextStep = { readonly kind: 'RETRY'; readonly delayMs: number } | { readonly kind: 'DEAD' };

/** The outbox as those who send see it; safe in many processes. Times are those of the database's clock. */
export interface NoticeQueue {
  /**
   * Takes at most `count` due notices for `leaseMs`; nobody else gets them meanwhile. One whose worker dies becomes due
   * again when the lease ends, so that none is lost.
   */
  claim(count: number, leaseMs: number): Promise<readonly ClaimedNotice[]>;
  /** The mail server has taken the mail over. */
  markSent(notice: ClaimedNotice): Promise<void>;
  /** The mail could not be sent, for the reason `code`; of no effect once a later claim has begun. */
  markFailed(notice: ClaimedNotice, code: string, next: NextStep): Promise<void>;
  /** Removes notices that were sent longer ago than `days`; the dead ones stay until somebody has looked. */
  forgetSent(days: number): Promise<void>;
  /** The latest that were sent, newest first. */
  latestSent(count: number): Promise<readonly Notice[]>;
}
