import type { Device } from '../additional-authentication/device-token';
import type { RiskCheck } from '../additional-authentication/risk-check';
import type { AttemptGuard, LockRecord } from '../attempts/attempt-guard';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { CredentialSecrets } from '../credentials/credential-secrets';
import { EnteredSecret } from '../credentials/entered-secret';
import type { HashingCaller, SecretHasher } from '../credentials/secret-hasher';
import { expiryOfTemporary } from '../credentials/temporary-password';
import type { History } from '../history/history';
import type { HistoryEvent, HistoryEventType, Origin } from '../history/history-event';
import type { LoginRecords } from '../history/login-record';
import type { Clock } from '../platform/clock';
import type { SessionStore } from '../session/session-store';
import type { User } from '../users/user';
import type { LoginAccount, LoginAccounts } from './login-account';
import type { LoginOutcome } from './login-outcome';

export interface LoginRequest {
  readonly loginId: string;
  readonly loginPassword: string;
  readonly origin: Origin;
  /** The device that the request shows, if it is genuine. */
  readonly device: Device | null;
  readonly caller: HashingCaller;
}

/** What a login works with. */
export interface LoginPorts {
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly attempts: AttemptGuard;
  readonly accounts: LoginAccounts;
  readonly secrets: Pick<CredentialSecrets, 'replaceHash'>;
  readonly hasher: SecretHasher;
  readonly riskCheck: RiskCheck;
  readonly history: History;
  readonly logins: Pick<LoginRecords, 'append'>;
  readonly sessions: SessionStore;
  readonly clock: Clock;
}

/**
 * Logs a user in (R7, R9; design "The order of a login"). An unknown login ID takes every step of a known one with a
 * wrong password: permit, read, a hash as costly, settlement, history. Only after a right password is the environment
 * looked at (R8), or whether it was a temporary one that has run out.
 */
export class Login {
  constructor(
    private readonly ports: LoginPorts,
    /** How long a temporary password holds; null for ever. */
    private readonly temporaryDays: number | null,
  ) {}

  async run(request: LoginRequest): Promise<LoginOutcome> {
    const { attempts, deriveAttemptKey, hasher, history } = this.ports;
    const noPlace = hasher.refusalOf(request.caller);
    // In a flood most are turned away: before Redis and Postgres, not after both.
    if (noPlace !== null) return { kind: 'BUSY', retryAfterSeconds: noPlace.retryAfterSeconds };
    const entered = new EnteredSecret(hasher, request.loginPassword, request.caller);
    const verified = await attempts.attempt(
      deriveAttemptKey('LOGIN_PASSWORD', request.loginId),
      {
        read: () => this.read(request),
        verify: (account) => entered.verify(account?.secret ?? null),
      },
      request.origin,
    );
    switch (verified.kind) {
      case 'SUCCEEDED':
        return this.succeed(verified.subject, request, entered);
      case 'FAILED':
        await history.append(this.event('LOGIN_FAILED', verified.subject?.user ?? null, request.origin));
        return { kind: 'INVALID_CREDENTIALS' };
      case 'LOCKED_OUT':
      case 'SUSPENDED':
      case 'BUSY':
        return verified;
      default:
        return verified satisfies never;
    }
  }

  private async read({
    loginId,
  }: LoginRequest): Promise<{ subject: LoginAccount | null; lockRecord: LockRecord | null }> {
    const key = this.ports.deriveAttemptKey('LOGIN_PASSWORD', loginId);
    const { account, lockRecord } = await this.ports.accounts.find(loginId, key);
    return { subject: account, lockRecord };
  }

  private async succeed(
    account: LoginAccount | null,
    request: LoginRequest,
    entered: EnteredSecret,
  ): Promise<LoginOutcome> {
    if (account === null) throw new Error('the decoy was taken for a right secret');
    const { secrets } = this.ports;
    await entered.renewHash((old, fresh) =>
      secrets.replaceHash(account.user.id, 'LOGIN_PASSWORD', old, fresh),
    );
    return this.begin(account, request);
  }

  private async begin(account: LoginAccount, { origin, device }: LoginRequest): Promise<LoginOutcome> {
    const { riskCheck, logins, sessions, history, clock } = this.ports;
    const expiredAt = expiryOfTemporary(account.temporarySince, this.temporaryDays, clock.now());
    if (expiredAt !== null) {
      // For the ledger the attempt has succeeded: the secret was right, and who enters it again locks nobody out.
      const reason = 'TEMPORARY_PASSWORD_EXPIRED';
      await history.append({ ...this.event('LOGIN_FAILED', account.user, origin), reason });
      return { kind: reason, expiredAt };
    }
    const challenge = await riskCheck.challenge({ ...account, origin, device });
    if (challenge !== null) return { kind: 'ADDITIONAL_AUTHENTICATION_REQUIRED', ...challenge };
    const lastLogins = await logins.append(this.event('LOGIN_SUCCEEDED', account.user, origin));
    const { text } = await sessions.begin(account.user.id, account.secretChangedAt);
    const { user, requiredActions } = account;
    return { kind: 'LOGGED_IN', user, sessionToken: text, device, shown: { requiredActions, lastLogins } };
  }

  private event<Type extends HistoryEventType>(
    type: Type,
    user: User | null,
    origin: Origin,
  ): HistoryEvent & { readonly type: Type } {
    return {
      type,
      occurredAt: this.ports.clock.now(),
      organizationId: user?.organizationId ?? null,
      actorUserId: type === 'LOGIN_SUCCEEDED' ? (user?.id ?? null) : null,
      subjectUserId: user?.id ?? null,
      credentialKind: 'LOGIN_PASSWORD',
      origin,
      reason: null,
    };
  }
}
