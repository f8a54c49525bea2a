import type { AttemptPolicy } from '../attempts/attempt-policy';
import { CREDENTIAL_KINDS } from '../credentials/credential-kind';
import type { CredentialKind } from '../credentials/credential-kind';
import type { SettingValues } from './settings';

function policyOf(kind: CredentialKind, values: SettingValues): AttemptPolicy {
  return {
    failuresPerLockout: values[`${kind}_FAILURES_PER_LOCKOUT`] ?? values.FAILURES_PER_LOCKOUT,
    lockoutsPerSuspension: values[`${kind}_LOCKOUTS_PER_SUSPENSION`] ?? values.LOCKOUTS_PER_SUSPENSION,
    lockoutMs: (values[`${kind}_LOCKOUT_SECONDS`] ?? values.LOCKOUT_SECONDS) * 1_000,
  };
}

/** The policy of every kind of credential (R7): its own settings where given, else the common ones. */
export function attemptPolicies(values: SettingValues): Record<CredentialKind, AttemptPolicy> {
  return Object.fromEntries(CREDENTIAL_KINDS.map((kind) => [kind, policyOf(kind, values)])) as Record<
    CredentialKind,
    AttemptPolicy
  >;
}
