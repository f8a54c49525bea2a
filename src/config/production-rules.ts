import type { ConfigFault } from './config-faults';
import { databaseIsExposed, redisIsExposed } from './guarded-servers';
import type { SettingName, SettingValues } from './settings';

/** Least memory in KiB for so many passes (OWASP Password Storage Cheat Sheet, argon2id). */
const OWASP_MEMORY_KIB = [47_104, 19_456, 12_288, 9_216, 7_168] as const;

const REQUIRED = [
  'ATTEMPT_KEY_SECRET',
  'PEPPERS',
  'RECEIPT_KEY_SECRET',
  'DATABASE_URL',
  'REDIS_URL',
  'MAIL_URL',
  'MAIL_FROM',
] as const;
const OPENING = ['PLAYGROUND', 'INTROSPECTION'] as const;

/** With the value 0 Node.js believes every certificate, of whatever it connects to. */
const UNVERIFIED_TLS = 'NODE_TLS_REJECT_UNAUTHORIZED';

function leastMemoryKib(passes: number): number {
  return OWASP_MEMORY_KIB[Math.min(passes, OWASP_MEMORY_KIB.length) - 1] ?? OWASP_MEMORY_KIB[0];
}

function fault(name: SettingName | typeof UNVERIFIED_TLS, problem: string): ConfigFault {
  return { name, problem: `${problem} in production` };
}

/**
 * What production refuses to start with: nothing missing, nothing weakened, nothing open by accident.
 *
 * @param env for what Node.js itself reads of it
 */
export function productionRules(values: SettingValues, env: NodeJS.ProcessEnv): ConfigFault[] {
  if (values.NODE_ENV !== 'production') return [];
  const weak = values.ARGON2_MEMORY_KIB < leastMemoryKib(values.ARGON2_TIME);
  return [
    ...REQUIRED.filter((name) => values[name] === undefined).map((name) => fault(name, 'required')),
    ...(values.COOKIE_SECURE ? [] : [fault('COOKIE_SECURE', 'wanted on')]),
    ...(weak ? [fault('ARGON2_MEMORY_KIB', 'wanted, with ARGON2_TIME, at least what OWASP asks for')] : []),
    ...(values.ALLOW_PLAYGROUND_IN_PRODUCTION ? [] : OPENING)
      .filter((name) => values[name] === true)
      .map((name) => fault(name, 'wanted off unless ALLOW_PLAYGROUND_IN_PRODUCTION=yes')),
    ...(env[UNVERIFIED_TLS] === '0' ? [fault(UNVERIFIED_TLS, 'wanted absent')] : []),
    ...(values.ALLOW_PLAINTEXT_IN_PRODUCTION ? [] : exposedServers(values)),
  ];
}

/** Whoever is on the way reads hashes and sessions, and can write what the gateway believes. */
function exposedServers({ DATABASE_URL: database, REDIS_URL: redis }: SettingValues): ConfigFault[] {
  const otherwise = 'on another machine, unless ALLOW_PLAINTEXT_IN_PRODUCTION=yes,';
  return [
    ...(database !== undefined && databaseIsExposed(database)
      ? [fault('DATABASE_URL', `wanted with sslmode=verify-full for a server ${otherwise}`)]
      : []),
    ...(redis !== undefined && redisIsExposed(redis)
      ? [fault('REDIS_URL', `wanted with rediss for a server ${otherwise}`)]
      : []),
  ];
}
