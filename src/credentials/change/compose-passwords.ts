import type { Cluster, Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import type { AttemptAdministration } from '../../attempts/attempt-administration';
import type { AttemptGuard } from '../../attempts/attempt-guard';
import type { DeriveAttemptKey } from '../../attempts/attempt-key';
import type { History } from '../../history/history';
import type { Clock } from '../../platform/clock';
import type { NewId } from '../../platform/ids';
import type { SessionStore } from '../../session/session-store';
import type { LedgerCredentials } from '../../users/ledger-credentials';
import type { Organizations } from '../../users/organization';
import type { UserDirectory } from '../../users/user-directory';
import type { Confirmation } from '../confirmation';
import type { CredentialSecrets } from '../credential-secrets';
import type { SecretsPolicy } from '../policy/secrets-policy';
import type { SecretHasher } from '../secret-hasher';
import { ChangePassword } from './change-password';
import { NewPasswordRule } from './new-password-rule';
import { OwnPassword } from './own-password';
import type { PasswordSettings } from './password-settings';
import { PostgresPasswordRegister } from './postgres-password-register';
import { RedisComparisonAllowance } from './redis-comparison-allowance';
import { ResetPassword } from './reset-password';

/** What changes and resets are made of. */
export interface PasswordParts {
  readonly dataSource: DataSource;
  readonly redis: Redis | Cluster;
  readonly redisPrefix: string;
  readonly policy: SecretsPolicy;
  readonly hasher: SecretHasher;
  readonly secrets: CredentialSecrets;
  readonly guard: AttemptGuard;
  readonly attempts: AttemptAdministration;
  readonly confirmation: Confirmation;
  readonly organizations: Organizations;
  readonly directory: UserDirectory;
  readonly ledgerCredentials: LedgerCredentials;
  readonly sessions: SessionStore;
  readonly history: History;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** Puts changes and resets of passwords together; the composition root calls it once. */
export function composePasswords(
  parts: PasswordParts,
  { changesPerDay, resetLiftsSuspension, temporaryDays }: PasswordSettings,
): { readonly change: ChangePassword; readonly reset: ResetPassword } {
  const { dataSource, redis, redisPrefix, policy, organizations, history, newId, guard } = parts;
  const rule = new NewPasswordRule(policy, organizations);
  const register = new PostgresPasswordRegister(dataSource, history, newId);
  const own = new OwnPassword({ ...parts, attempts: guard }, temporaryDays);
  const allowance = new RedisComparisonAllowance(redis, redisPrefix, changesPerDay);
  return {
    change: new ChangePassword({ ...parts, rule, own, allowance, register }),
    reset: new ResetPassword({ ...parts, rule, register }, resetLiftsSuspension),
  };
}
