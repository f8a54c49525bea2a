import type { AttemptGuard } from '../attempts/attempt-guard';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { AttemptRefusal } from '../attempts/attempt-refusal';
import { EnteredSecret } from '../credentials/entered-secret';
import type { HashingCaller, SecretHasher } from '../credentials/secret-hasher';
import type { History } from '../history/history';
import type { HistoryEvent, Origin } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { InTransaction } from '../platform/postgres/in-transaction';
import type { SessionStore } from '../session/session-store';
import type { User } from '../users/user';
import { additionalAuthenticationEvent } from './additional-authentication-event';
import type { Challenge, ChallengeStore } from './challenge';
import type { ChallengedAccount, ChallengedAccounts } from './challenged-account';
import type { DeviceTrust } from './device-trust';
import type { Device, DeviceTokens } from './device-token';
import { normaliseAnswer } from './normalise-answer';

export interface AnswerRequest {
  readonly challengeToken: string;
  readonly answer: string;
  readonly device: Device | null;
  readonly origin: Origin;
  readonly caller: HashingCaller;
}

export type AnswerOutcome =
  | {
      readonly kind: 'LOGGED_IN';
      readonly user: User;
      readonly sessionToken: string;
      readonly device: Device;
    }
  | { readonly kind: 'WRONG_ANSWER' }
  | { readonly kind: 'CHALLENGE_EXPIRED' }
  | AttemptRefusal;

/** What answering a question works with. */
export interface AnswerPorts {
  readonly challenges: ChallengeStore;
  readonly accounts: ChallengedAccounts;
  readonly attempts: AttemptGuard;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly hasher: SecretHasher;
  readonly inTransaction: InTransaction;
  readonly trust: DeviceTrust;
  readonly tokens: DeviceTokens;
  readonly history: History;
  readonly sessions: SessionStore;
  readonly clock: Clock;
}

/**
 * The second half of a login from an unfamiliar environment (R8). Wrong answers have a counter of their own, so that
 * they bar this way in and no other. A right one uses the challenge up, makes the environment known and begins the session.
 */
export class AnswerSecurityQuestion {
  constructor(private readonly ports: AnswerPorts) {}

  async run(request: AnswerRequest): Promise<AnswerOutcome> {
    const { challenges, accounts, deriveAttemptKey, hasher } = this.ports;
    const challenge = await challenges.find(request.challengeToken);
    if (challenge === null) return { kind: 'CHALLENGE_EXPIRED' };
    const entered = new EnteredSecret(hasher, normaliseAnswer(request.answer), request.caller);
    try {
      const verified = await this.ports.attempts.attempt(
        deriveAttemptKey('SECURITY_ANSWER', challenge.userId),
        {
          read: async () => {
            const { account, lockRecord } = await accounts.find(challenge);
            return { subject: account, lockRecord };
          },
          verify: (account) => entered.verify(standing(account).answer),
        },
        request.origin,
      );
      switch (verified.kind) {
        case 'SUCCEEDED':
          await entered.renewHash((old, fresh) => accounts.replaceHash(challenge, old, fresh));
          return await this.begin(standing(verified.subject), challenge, request);
        case 'FAILED':
          await this.recordFailure(standing(verified.subject), request);
          return { kind: 'WRONG_ANSWER' };
        case 'LOCKED_OUT':
        case 'SUSPENDED':
        case 'BUSY':
          return verified;
        default:
          return verified satisfies never;
      }
    } catch (fault) {
      if (fault instanceof ChallengeLapsed) return { kind: 'CHALLENGE_EXPIRED' };
      throw fault;
    }
  }

  private async begin(
    { user, secretChangedAt }: ChallengedAccount,
    challenge: Challenge,
    { challengeToken, origin, device: shown }: AnswerRequest,
  ): Promise<AnswerOutcome> {
    const { challenges, inTransaction, accounts, trust, tokens, history, sessions, clock } = this.ports;
    if (!(await challenges.consume(challengeToken))) return { kind: 'CHALLENGE_EXPIRED' };
    // Users who share a machine share its name, or each would be asked whenever another had logged in.
    const device = shown ?? tokens.issue();
    const { text } = await inTransaction(async (transaction) => {
      if (!(await accounts.close(challenge, transaction))) throw new ChallengeLapsed();
      await trust.trust(user, origin, device, transaction);
      await history.append(loginSucceeded(user, origin, clock.now()), transaction);
      // While the user's row is held: whoever voids the answers either came before, or ends this session too (R9).
      return sessions.begin(user.id, secretChangedAt);
    });
    return { kind: 'LOGGED_IN', user, sessionToken: text, device };
  }

  private async recordFailure({ user }: ChallengedAccount, { origin }: AnswerRequest): Promise<void> {
    const { history, clock } = this.ports;
    const type = 'ADDITIONAL_AUTHENTICATION_FAILED';
    await history.append(additionalAuthenticationEvent(type, user, 'STRANGER', origin, clock.now()));
  }
}

/** The challenge's user has changed since. Thrown out of the attempt, so that it is not counted; or out of the transaction, which it undoes. */
class ChallengeLapsed extends Error {}

function standing(account: ChallengedAccount | null): ChallengedAccount {
  if (account === null) throw new ChallengeLapsed();
  return account;
}

function loginSucceeded(user: User, origin: Origin, occurredAt: Date): HistoryEvent {
  return {
    ...additionalAuthenticationEvent('LOGIN_SUCCEEDED', user, 'USER', origin, occurredAt),
    credentialKind: 'LOGIN_PASSWORD',
  };
}
