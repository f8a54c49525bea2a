import { flag, integer } from './parsers';
import { setting } from './setting';

/** Sessions (R9), registration and the size of an organization. */
export const sessionSettings = {
  SESSION_IDLE_SECONDS: setting(
    integer(60, 86_400),
    '900',
    'A session ends after so long without a request (R9).',
  ),
  SESSION_ABSOLUTE_SECONDS: setting(
    integer(60, 604_800),
    '43200',
    'A session ends so long after its login (R9).',
  ),
  SESSION_SINGLE: setting(flag, 'on', "Whether a new login ends the user's other session (R9)."),
  COOKIE_SECURE: setting(
    flag,
    'on',
    'Whether the session cookie is for HTTPS only. Must be on in production.',
  ),
  REGISTRATION_SECONDS: setting(
    integer(60, 86_400),
    '600',
    'How long the registration of a master stays open after account and inquiry PIN have opened it (R2).',
  ),
  GENERAL_USER_LIMIT: setting(integer(0, 10_000), '19', 'General users that an organization may have.'),
};
