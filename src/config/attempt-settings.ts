import { CREDENTIAL_KINDS } from '../credentials/credential-kind';
import type { CredentialKind } from '../credentials/credential-kind';
import { integer } from './parsers';
import { base64Key } from './secret-parsers';
import { optionalSetting, secretSetting, setting } from './setting';
import type { Setting } from './setting';

const failures = integer(1, 100);
const lockouts = integer(1, 100);
const lockoutSeconds = integer(1, 604_800);

/** The name of a setting's override for one kind, such as `LOGIN_PASSWORD_LOCKOUT_SECONDS`. */
export type KindName<Name extends string> = `${CredentialKind}_${Name}`;
type PolicyName = 'FAILURES_PER_LOCKOUT' | 'LOCKOUTS_PER_SUSPENSION' | 'LOCKOUT_SECONDS';

function overridesOf(kind: CredentialKind): [KindName<PolicyName>, Setting<number | undefined>][] {
  return [
    [
      `${kind}_FAILURES_PER_LOCKOUT`,
      optionalSetting(failures, 'as `FAILURES_PER_LOCKOUT`', `The same for the kind ${kind} only.`),
    ],
    [
      `${kind}_LOCKOUTS_PER_SUSPENSION`,
      optionalSetting(lockouts, 'as `LOCKOUTS_PER_SUSPENSION`', `The same for the kind ${kind} only.`),
    ],
    [
      `${kind}_LOCKOUT_SECONDS`,
      optionalSetting(lockoutSeconds, 'as `LOCKOUT_SECONDS`', `The same for the kind ${kind} only.`),
    ],
  ];
}

const overrides = Object.fromEntries(CREDENTIAL_KINDS.flatMap(overridesOf)) as Record<
  KindName<PolicyName>,
  Setting<number | undefined>
>;

/** The attempt ledger: guess budgets per kind of credential (R7) and the permits of attempts under way. */
export const attemptSettings = {
  ATTEMPT_KEY_SECRET: secretSetting(
    base64Key,
    'required in production; made and kept in `DATA_DIR` otherwise',
    'Keys the names of counters, so that a login ID cannot be found by its counter. `npm run renew-attempt-keys` replaces it.',
  ),
  FAILURES_PER_LOCKOUT: setting(failures, '5', 'N: wrong entries in a row that lock a credential (R7).'),
  LOCKOUTS_PER_SUSPENSION: setting(
    lockouts,
    '3',
    'M: lockouts in a row that suspend it (R7). N times M is at most 100 (NIST SP 800-63B).',
  ),
  LOCKOUT_SECONDS: setting(lockoutSeconds, '3600', 'How long a lockout lasts (R7).'),
  ...overrides,
  ATTEMPT_LEASE_MS: setting(
    integer(1_000, 300_000),
    '15000',
    'An attempt not settled for so long, as when its gateway died, counts as wrong. Longer than hashing and database may take.',
  ),
  ATTEMPT_WAIT_MS: setting(
    integer(0, 60_000),
    '10000',
    'How long an attempt waits for concurrent attempts on the same credential.',
  ),
  ATTEMPT_MAX_WAITERS: setting(
    integer(0, 100_000),
    '256',
    'How many attempts may wait at once, per gateway.',
  ),
  ATTEMPT_RETENTION_DAYS: setting(integer(1, 3650), '30', 'How long an untouched counter is kept.'),
};
