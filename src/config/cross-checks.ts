import { CREDENTIAL_KINDS } from '../credentials/credential-kind';
import { attemptPolicies } from './attempt-policies';
import type { ConfigFault } from './config-faults';
import { namesAuthorities, verifiesDatabase, verifiesRedis } from './guarded-servers';
import type { SettingValues } from './settings';
import { HASH_ALLOWANCE_MS, verificationMs } from './verification-time';

/** Guesses between two successes that a credential may bear (NIST SP 800-63B, section 5.2.2 and 800-63B-4, section 3.2.2). */
const MOST_GUESSES = 100;

function guessBudgets(values: SettingValues): ConfigFault[] {
  const policies = attemptPolicies(values);
  const common = values.FAILURES_PER_LOCKOUT * values.LOCKOUTS_PER_SUSPENSION > MOST_GUESSES;
  const faults = CREDENTIAL_KINDS.filter((kind) => {
    const { failuresPerLockout, lockoutsPerSuspension } = policies[kind];
    const own =
      values[`${kind}_FAILURES_PER_LOCKOUT`] !== undefined ||
      values[`${kind}_LOCKOUTS_PER_SUSPENSION`] !== undefined;
    return failuresPerLockout * lockoutsPerSuspension > MOST_GUESSES && (own || !common);
  }).map((kind) => tooManyGuesses(`${kind}_FAILURES_PER_LOCKOUT`, `${kind}_LOCKOUTS_PER_SUSPENSION`));
  return common ? [tooManyGuesses('FAILURES_PER_LOCKOUT', 'LOCKOUTS_PER_SUSPENSION'), ...faults] : faults;
}

function tooManyGuesses(failures: string, lockouts: string): ConfigFault {
  return {
    name: failures,
    problem: `wanted at most ${MOST_GUESSES} when multiplied by ${lockouts} (NIST SP 800-63B)`,
  };
}

/** The PINs of a transfer: with limits of its own, the end of a lock would tell which of them was wrong (R4). */
function transferPinChecks(values: SettingValues): ConfigFault[] {
  const { TRANSFER_PIN, CONFIRMATION_PIN, APPROVAL_PIN } = attemptPolicies(values);
  const alike = [CONFIRMATION_PIN, APPROVAL_PIN].every(
    (policy) =>
      policy.failuresPerLockout === TRANSFER_PIN.failuresPerLockout &&
      policy.lockoutsPerSuspension === TRANSFER_PIN.lockoutsPerSuspension &&
      policy.lockoutMs === TRANSFER_PIN.lockoutMs,
  );
  return must(
    alike,
    'TRANSFER_PIN_FAILURES_PER_LOCKOUT',
    'the same limits for TRANSFER_PIN, CONFIRMATION_PIN and APPROVAL_PIN',
  );
}

function must(held: boolean, name: string, problem: string): ConfigFault[] {
  return held ? [] : [{ name, problem: `wanted ${problem}` }];
}

/** What must hold between settings, each of which is legal by itself. */
export function crossChecks(values: SettingValues): ConfigFault[] {
  return [
    ...guessBudgets(values),
    ...transferPinChecks(values),
    // A lease that ran out under a live attempt would count a right secret as wrong.
    ...must(
      values.ATTEMPT_LEASE_MS > verificationMs(values) + values.DATABASE_TIMEOUT_MS,
      'ATTEMPT_LEASE_MS',
      `more than HASHING_DEADLINE_MS and DATABASE_TIMEOUT_MS and ${HASH_ALLOWANCE_MS} together`,
    ),
    ...must(
      values.SESSION_ABSOLUTE_SECONDS >= values.SESSION_IDLE_SECONDS,
      'SESSION_ABSOLUTE_SECONDS',
      'at least SESSION_IDLE_SECONDS',
    ),
    ...must(
      values.SECRET_MAX_LENGTH >= values.SECRET_MIN_LENGTH,
      'SECRET_MAX_LENGTH',
      'at least SECRET_MIN_LENGTH',
    ),
    // RFC 9106, section 3.1: at least 8 KiB a lane.
    ...must(
      values.ARGON2_MEMORY_KIB >= 8 * values.ARGON2_PARALLELISM,
      'ARGON2_MEMORY_KIB',
      'at least 8 times ARGON2_PARALLELISM',
    ),
    ...authorityChecks(values),
    ...retentionChecks(values),
    ...receiptKeyChecks(values),
  ];
}

/** Authorities that nobody is held against would look like a guard. */
function authorityChecks(values: SettingValues): ConfigFault[] {
  const { DATABASE_URL: database, REDIS_URL: redis } = values;
  return [
    ...must(
      values.DATABASE_CA === undefined ||
        (database !== undefined && verifiesDatabase(database) && !namesAuthorities(database)),
      'DATABASE_CA',
      'with sslmode=verify-full in DATABASE_URL, and no sslrootcert',
    ),
    ...must(
      values.REDIS_CA === undefined || (redis !== undefined && verifiesRedis(redis)),
      'REDIS_CA',
      'with rediss in REDIS_URL',
    ),
  ];
}

const DAY_MS = 86_400_000;

function retentionChecks(values: SettingValues): ConfigFault[] {
  const longestLockoutMs = Math.max(
    ...Object.values(attemptPolicies(values)).map(({ lockoutMs }) => lockoutMs),
  );
  return must(
    values.ATTEMPT_RETENTION_DAYS * DAY_MS > longestLockoutMs,
    'ATTEMPT_RETENTION_DAYS',
    'longer than the longest LOCKOUT_SECONDS',
  );
}

function receiptKeyChecks(values: SettingValues): ConfigFault[] {
  const leadMs = values.RECEIPT_KEY_LEAD_SECONDS * 1_000;
  return [
    // A key that signs while verifiers still keep a set without it makes receipts that are refused.
    ...must(
      leadMs >= values.RECEIPT_JWKS_CACHE_SECONDS * 1_000 + values.RECEIPT_KEY_REFRESH_MS,
      'RECEIPT_KEY_LEAD_SECONDS',
      'at least RECEIPT_JWKS_CACHE_SECONDS and RECEIPT_KEY_REFRESH_MS together',
    ),
    ...must(
      values.RECEIPT_KEY_DAYS * DAY_MS > 2 * leadMs,
      'RECEIPT_KEY_DAYS',
      'more than twice RECEIPT_KEY_LEAD_SECONDS',
    ),
  ];
}
