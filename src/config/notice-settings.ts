import { mailAddress, mailServer } from './mail-parsers';
import { flag, integer, matching } from './parsers';
import { optionalSetting, secretSetting, setting } from './setting';

const HEADER_TEXT = matching(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,60}$/u, '1 to 60 characters of one line');

/** Notices by mail (R11). */
export const noticeSettings = {
  MAIL_URL: secretSetting(
    mailServer,
    'required in production; otherwise mail is kept, and the demo shows it at `/mail`',
    'The mail server that takes notices over.',
  ),
  MAIL_REQUIRE_TLS: setting(
    flag,
    'on',
    'Whether no mail goes out to an `smtp://` server that offers no STARTTLS.',
  ),
  MAIL_FROM: optionalSetting(
    mailAddress,
    'required in production; `sekisho@example.com` otherwise',
    'The sender of notices; its domain also ends every Message-ID.',
  ),
  MAIL_SENDER_NAME: setting(HEADER_TEXT, 'Sekisho', "The sender's name."),
  MAIL_SUBJECT_PREFIX: setting(HEADER_TEXT, '[Sekisho]', 'Begins every subject.'),
  NOTICE_POLL_MS: setting(integer(50, 60_000), '1000', 'How often a gateway looks for notices to send.'),
  NOTICE_SENDS_AT_ONCE: setting(integer(1, 100), '5', 'Mails that one gateway sends at once.'),
  NOTICE_SEND_TIMEOUT_MS: setting(
    integer(100, 120_000),
    '10000',
    'A mail that takes longer has failed, and is tried again.',
  ),
  NOTICE_FIRST_RETRY_MS: setting(
    integer(10, 3_600_000),
    '30000',
    'About how long the first retry waits; each further one waits twice as long, four hours at most.',
  ),
  NOTICE_MAX_ATTEMPTS: setting(
    integer(1, 1_000),
    '40',
    'Failed attempts after which a notice is dead; the default is about four days (RFC 5321, section 4.5.4.1).',
  ),
  NOTICE_RETENTION_DAYS: setting(
    integer(1, 3_650),
    '90',
    'Notices are removed from the outbox so long after they were sent.',
  ),
};
