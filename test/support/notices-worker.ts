import type { DataSource } from 'typeorm';
import { composeNoticeWorker } from '../../src/notices/compose-notices';
import type { DispatchSettings, NoticeSettings } from '../../src/notices/notice-settings';
import type { NoticeWorker } from '../../src/notices/notice-worker';
import { createLogger, type Logger } from '../../src/platform/logger';

/** Settings for a mail server on loopback, everything quick. */
export function quickSettings(port: number, dispatch: Partial<DispatchSettings> = {}): NoticeSettings {
  return {
    smtp: { host: '127.0.0.1', port, secure: false, requireTls: false, login: null },
    sender: { address: 'notices@bank.example', name: '関所銀行', subjectPrefix: '【関所】' },
    dispatch: {
      pollMs: 50,
      atOnce: 5,
      sendTimeoutMs: 2_000,
      leaseMs: 4_000,
      maxAttempts: 5,
      firstRetryMs: 20,
      longestRetryMs: 50,
      retentionDays: 90,
      ...dispatch,
    },
  };
}

/** A worker that runs; stop it in the end. */
export function startWorker(
  dataSource: DataSource,
  settings: NoticeSettings,
  logger: Logger = createLogger('silent'),
): NoticeWorker {
  const worker = composeNoticeWorker({ dataSource, logger, monotonicNow: () => performance.now() }, settings);
  worker.start();
  return worker;
}
