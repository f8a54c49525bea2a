import type { DataSource } from 'typeorm';
import type { History } from '../history/history';
import type { Logger } from '../platform/logger';
import { keptPost } from './kept-post';
import type { Mail } from './mail';
import { NoticeDispatch } from './notice-dispatch';
import type { NoticeSettings, SenderSettings } from './notice-settings';
import { NoticeWorker } from './notice-worker';
import { NoticingHistory } from './noticing-history';
import { PostgresNoticeOutbox } from './postgres-notice-outbox';
import { PostgresNoticeQueue } from './postgres-notice-queue';
import { SmtpPost } from './smtp-post';
import { writeMail } from './write-mail';

/** The history as features are to append to it, so that notices go out with it. */
export function noticingHistory(history: History, dataSource: DataSource): History {
  return new NoticingHistory(history, new PostgresNoticeOutbox(), (work) => dataSource.transaction(work));
}

/** What the worker is made of. */
export interface NoticeParts {
  readonly dataSource: DataSource;
  readonly logger: Logger;
  readonly monotonicNow: () => number;
}

/** The worker that mails notices; the caller starts and stops it. */
export function composeNoticeWorker(
  { dataSource, logger, monotonicNow }: NoticeParts,
  settings: NoticeSettings,
): NoticeWorker {
  const { smtp, dispatch } = settings;
  const queue = new PostgresNoticeQueue(dataSource);
  const post = smtp === null ? keptPost : new SmtpPost(smtp, dispatch);
  return new NoticeWorker(
    new NoticeDispatch(queue, post, settings, logger, Math.random),
    queue,
    dispatch,
    logger,
    monotonicNow,
  );
}

/** How many mails the demo shows. */
const SHOWN_MAILS = 50;

/** The latest mails that were kept instead of sent, newest first, written anew from the outbox. */
export function keptMails(dataSource: DataSource, sender: SenderSettings): () => Promise<readonly Mail[]> {
  const queue = new PostgresNoticeQueue(dataSource);
  return async () => (await queue.latestSent(SHOWN_MAILS)).map((notice) => writeMail(notice, sender));
}
