import type { NoticeSettings } from '../notices/notice-settings';
import type { SettingValues } from './settings';

/** The longest wait between two attempts to send a mail. */
const LONGEST_RETRY_MS = 4 * 3_600_000;
/** What a claim allows for beyond sending and two statements of the database. */
const LEASE_SLACK_MS = 5_000;

/** The settings of notices, in the feature's own terms. */
export function noticesConfig(values: SettingValues): NoticeSettings {
  return {
    smtp: values.MAIL_URL === undefined ? null : { ...values.MAIL_URL, requireTls: values.MAIL_REQUIRE_TLS },
    sender: {
      address: values.MAIL_FROM ?? 'sekisho@example.com',
      name: values.MAIL_SENDER_NAME,
      subjectPrefix: values.MAIL_SUBJECT_PREFIX,
    },
    dispatch: {
      pollMs: values.NOTICE_POLL_MS,
      atOnce: values.NOTICE_SENDS_AT_ONCE,
      sendTimeoutMs: values.NOTICE_SEND_TIMEOUT_MS,
      leaseMs: values.NOTICE_SEND_TIMEOUT_MS + 2 * values.DATABASE_TIMEOUT_MS + LEASE_SLACK_MS,
      maxAttempts: values.NOTICE_MAX_ATTEMPTS,
      firstRetryMs: values.NOTICE_FIRST_RETRY_MS,
      longestRetryMs: Math.max(LONGEST_RETRY_MS, values.NOTICE_FIRST_RETRY_MS),
      retentionDays: values.NOTICE_RETENTION_DAYS,
    },
  };
}
