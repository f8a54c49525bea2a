import { integer } from './parsers';
import { base64Key } from './secret-parsers';
import { secretSetting, setting } from './setting';

/** The tamper evidence of the operation history (R11). */
export const historySettings = {
  HISTORY_KEY: secretSetting(
    base64Key,
    'derived from `ATTEMPT_KEY_SECRET`',
    'Marks what this service has written into the history, so that whoever has the database alone cannot rewrite it. What was sealed under another key is reported as forged.',
  ),
  HISTORY_SEAL_INTERVAL_MS: setting(
    integer(50, 60_000),
    '1000',
    'How often the history is sealed: what is younger than this could be removed without a trace.',
  ),
};
