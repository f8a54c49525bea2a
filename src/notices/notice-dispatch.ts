import type { Logger } from '../platform/logger';
import { deliveryFault } from './delivery-fault';
import type { Post } from './mail';
import type { ClaimedNotice, NextStep, NoticeQueue } from './notice-queue';
import type { NoticeSettings } from './notice-settings';
import { retryDelayMs } from './retry-delay';
import { writeMail } from './write-mail';

/**
 * Sends what is due in the outbox (R11). Promised is at least once: a worker that dies after the mail server took a mail
 * and before that is recorded leaves the notice to be sent again, with the same Message-ID, by which mail systems and
 * people recognise the double. To promise exactly once, the mail server would have to be part of the transaction.
 */
export class NoticeDispatch {
  constructor(
    private readonly queue: NoticeQueue,
    private readonly post: Post,
    private readonly settings: Pick<NoticeSettings, 'sender' | 'dispatch'>,
    private readonly logger: Logger,
    /** From 0 up to 1; spreads retries. */
    private readonly chance: () => number,
  ) {}

  /**
   * Takes as many due notices as may be sent at once, sends them and records how it went; gives how many it took.
   * Rejects when the database is out of reach.
   */
  async sendDue(): Promise<number> {
    const { atOnce, leaseMs } = this.settings.dispatch;
    const claimed = await this.queue.claim(atOnce, leaseMs);
    const ends = await Promise.allSettled(claimed.map((notice) => this.sendOne(notice)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return claimed.length;
  }

  private async sendOne(notice: ClaimedNotice): Promise<void> {
    try {
      await this.post.send(writeMail(notice, this.settings.sender));
    } catch (fault) {
      await this.recordFailure(notice, fault);
      return;
    }
    await this.queue.markSent(notice);
  }

  private async recordFailure(notice: ClaimedNotice, fault: unknown): Promise<void> {
    const { code, permanent } = deliveryFault(fault);
    const { id: noticeId, occasion, attempt } = notice;
    const next = this.nextStep(attempt, permanent);
    await this.queue.markFailed(notice, code, next);
    if (next.kind === 'DEAD') this.logger.error({ noticeId, occasion, attempt, code }, 'a notice is dead');
    else this.logger.warn({ noticeId, occasion, attempt, code }, 'a notice could not be sent');
  }

  private nextStep(attempt: number, permanent: boolean): NextStep {
    const { dispatch } = this.settings;
    if (permanent || attempt >= dispatch.maxAttempts) return { kind: 'DEAD' };
    return { kind: 'RETRY', delayMs: retryDelayMs(attempt, dispatch, this.chance()) };
  }
}
