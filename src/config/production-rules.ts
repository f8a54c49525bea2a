import type { ConfigFault } from './config-faults';
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

function leastMemoryKib(passes: number): number {
  return OWASP_MEMORY_KIB[Math.min(passes, OWASP_MEMORY_KIB.length) - 1] ?? OWASP_MEMORY_KIB[0];
}

/** What production refuses to start with: nothing missing, nothing weakened, nothing open by accident. */
export function productionRules(values: SettingValues): ConfigFault[] {
  if (values.NODE_ENV !== 'production') return [];
  const fault = (name: SettingName, problem: string): ConfigFault => ({
    name,
    problem: `${problem} in production`,
  });
  const weak = values.ARGON2_MEMORY_KIB < leastMemoryKib(values.ARGON2_TIME);
  return [
    ...REQUIRED.filter((name) => values[name] === undefined).map((name) => fault(name, 'required')),
    ...(values.COOKIE_SECURE ? [] : [fault('COOKIE_SECURE', 'wanted on')]),
    ...(weak ? [fault('ARGON2_MEMORY_KIB', 'wanted, with ARGON2_TIME, at least what OWASP asks for')] : []),
    ...(values.ALLOW_PLAYGROUND_IN_PRODUCTION ? [] : OPENING)
      .filter((name) => values[name] === true)
      .map((name) => fault(name, 'wanted off unless ALLOW_PLAYGROUND_IN_PRODUCTION=yes')),
  ];
}
