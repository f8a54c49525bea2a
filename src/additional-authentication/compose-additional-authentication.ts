import type { Cluster, Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import type { AttemptAdministration } from '../attempts/attempt-administration';
import type { AttemptGuard } from '../attempts/attempt-guard';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { Confirmation } from '../credentials/confirmation';
import type { SecretHasher } from '../credentials/secret-hasher';
import type { History } from '../history/history';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';
import type { InTransaction } from '../platform/postgres/in-transaction';
import type { SessionStore } from '../session/session-store';
import type { UserDirectory } from '../users/user-directory';
import { AnswerSecurityQuestion } from './answer-security-question';
import { DeviceTrust } from './device-trust';
import type { DeviceTokens } from './device-token';
import { environmentReader } from './environment-reader';
import { MaxmindNetworkProviders } from './maxmind-network-providers';
import { prefixProviders } from './network-provider';
import { OwnDevices } from './own-devices';
import { PostgresChallengedAccounts } from './postgres-challenged-accounts';
import { PostgresSecurityAnswers } from './postgres-security-answers';
import { PostgresSecurityQuestions } from './postgres-security-questions';
import { PostgresTrustedDevices } from './postgres-trusted-devices';
import { RedisChallengeStore } from './redis-challenge-store';
import { RegisterSecurityAnswers } from './register-security-answers';
import { ResetAdditionalAuthentication } from './reset-additional-authentication';
import { RiskCheck } from './risk-check';
import type { SecurityQuestions } from './security-question';

/** What a deployment may set of additional authentication. */
export interface AdditionalAuthenticationSettings {
  /** How long a question may wait for its answer. */
  readonly challengeSeconds: number;
  /** The path of a database of autonomous systems in MaxMind's format; null to go by address prefixes. */
  readonly networkProviderDatabase: string | null;
}

/** What additional authentication is made of. */
export interface AdditionalAuthenticationParts {
  readonly dataSource: DataSource;
  readonly redis: Redis | Cluster;
  readonly redisPrefix: string;
  readonly tokens: DeviceTokens;
  readonly hasher: SecretHasher;
  readonly guard: AttemptGuard;
  readonly attempts: AttemptAdministration;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly confirmation: Confirmation;
  readonly directory: UserDirectory;
  readonly sessions: SessionStore;
  readonly history: History;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** Additional authentication, put together. */
export interface AdditionalAuthentication {
  readonly riskCheck: RiskCheck;
  readonly questions: SecurityQuestions;
  readonly answer: AnswerSecurityQuestion;
  readonly register: RegisterSecurityAnswers;
  readonly reset: ResetAdditionalAuthentication;
  readonly ownDevices: OwnDevices;
}

/**
 * Puts additional authentication together; the composition root calls it once.
 * @throws if the database of network providers cannot be read
 */
export async function composeAdditionalAuthentication(
  parts: AdditionalAuthenticationParts,
  { challengeSeconds, networkProviderDatabase }: AdditionalAuthenticationSettings,
): Promise<AdditionalAuthentication> {
  const { dataSource, redis, redisPrefix, history, clock, newId } = parts;
  const readEnvironment = environmentReader(
    networkProviderDatabase === null
      ? prefixProviders
      : await MaxmindNetworkProviders.open(networkProviderDatabase, prefixProviders),
  );
  const inTransaction: InTransaction = (work) => dataSource.transaction(work);
  const challenges = new RedisChallengeStore(redis, redisPrefix, challengeSeconds * 1_000, clock);
  const accounts = new PostgresChallengedAccounts(dataSource);
  const questions = new PostgresSecurityQuestions(dataSource);
  const answers = new PostgresSecurityAnswers(dataSource);
  const devices = new PostgresTrustedDevices(dataSource);
  const trust = new DeviceTrust(readEnvironment, devices, history, clock, newId);
  return {
    riskCheck: new RiskCheck(readEnvironment, accounts, challenges, history, clock),
    questions,
    answer: new AnswerSecurityQuestion({
      ...parts,
      attempts: parts.guard,
      challenges,
      accounts,
      inTransaction,
      trust,
    }),
    register: new RegisterSecurityAnswers({ ...parts, questions, answers, inTransaction, trust }),
    reset: new ResetAdditionalAuthentication({ ...parts, answers, devices }),
    ownDevices: new OwnDevices(devices, readEnvironment, inTransaction, history, clock),
  };
}
