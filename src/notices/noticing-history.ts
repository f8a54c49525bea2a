import type { EntityManager } from 'typeorm';
import type { History } from '../history/history';
import type { HistoryEvent } from '../history/history-event';
import type { InTransaction } from '../platform/postgres/in-transaction';
import type { NoticeOccasion } from './notice-occasion';
import { occasionOf } from './notice-occasion';
import type { NoticeOutbox } from './notice-outbox';

/**
 * The operation history, which puts a notice in the outbox beside each event that people are told of: both stand or
 * fall together, so no feature can record such an event and forget the mail (R11). Other events cost nothing more.
 */
export class NoticingHistory implements History {
  constructor(
    private readonly history: History,
    private readonly outbox: NoticeOutbox,
    private readonly inTransaction: InTransaction,
  ) {}

  async append(event: HistoryEvent, transaction?: EntityManager): Promise<void> {
    const occasion = occasionOf(event);
    if (occasion === null) await this.history.append(event, transaction);
    else if (transaction === undefined)
      await this.inTransaction((own) => this.appendAndEnqueue(occasion, event, own));
    else await this.appendAndEnqueue(occasion, event, transaction);
  }

  private async appendAndEnqueue(
    occasion: NoticeOccasion,
    event: HistoryEvent,
    transaction: EntityManager,
  ): Promise<void> {
    await this.history.append(event, transaction);
    await this.outbox.enqueue(occasion, event, transaction);
  }
}
