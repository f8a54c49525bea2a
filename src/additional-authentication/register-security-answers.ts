import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { Confirmation, ConfirmationRefusal } from '../credentials/confirmation';
import { HashingBusy, type HashingCaller, type SecretHasher } from '../credentials/secret-hasher';
import type { History } from '../history/history';
import type { Origin } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';
import type { InTransaction } from '../platform/postgres/in-transaction';
import type { SessionStore } from '../session/session-store';
import { additionalAuthenticationEvent, type ConcernedUser } from './additional-authentication-event';
import { answerViolations, type AnswerEntry, type AnswerViolation } from './answer-rule';
import type { DeviceTrust } from './device-trust';
import type { Device, DeviceTokens } from './device-token';
import { hashAnswers } from './hash-answers';
import type { SecurityAnswers } from './security-answers';
import type { SecurityQuestions } from './security-question';

export interface RegisterAnswersRequest {
  readonly answers: readonly AnswerEntry[];
  /** Needed once answers are registered. */
  readonly confirmationPassword: string | null;
  readonly device: Device | null;
  readonly origin: Origin;
  readonly caller: HashingCaller;
  /** Of the login password that the asking session goes by. */
  readonly secretChangedAt: Date;
}

export type RegisterAnswersOutcome =
  | { readonly kind: 'REGISTERED'; readonly device: Device }
  | { readonly kind: 'CHANGED'; readonly device: Device; readonly sessionToken: string }
  | {
      readonly kind: 'INVALID_INPUT';
      readonly violations: readonly (
        AnswerViolation | { readonly field: 'confirmationPassword'; readonly code: 'REQUIRED' }
      )[];
    }
  | { readonly kind: 'CONFIRMATION_REFUSED'; readonly refusal: ConfirmationRefusal };

/** What registering answers works with. */
export interface RegisterAnswersPorts {
  readonly questions: SecurityQuestions;
  readonly answers: SecurityAnswers;
  readonly confirmation: Confirmation;
  readonly hasher: SecretHasher;
  readonly inTransaction: InTransaction;
  readonly trust: DeviceTrust;
  readonly tokens: DeviceTokens;
  readonly sessions: SessionStore;
  readonly history: History;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * A user registers his security answers (R2, R8): at first login, and again after a reset, with the password that he
 * has just logged in with; the environment becomes known. Later he may change them with the confirmation password, lest
 * an unattended session be enough to take his place; all his sessions end then and a new one begins (R9).
 */
export class RegisterSecurityAnswers {
  constructor(private readonly ports: RegisterAnswersPorts) {}

  async run(user: ConcernedUser, request: RegisterAnswersRequest): Promise<RegisterAnswersOutcome> {
    try {
      return await this.register(user, request);
    } catch (fault) {
      if (!(fault instanceof HashingBusy)) throw fault;
      const { retryAfterSeconds } = fault;
      return { kind: 'CONFIRMATION_REFUSED', refusal: { kind: 'BUSY', retryAfterSeconds } };
    }
  }

  private async register(
    user: ConcernedUser,
    request: RegisterAnswersRequest,
  ): Promise<RegisterAnswersOutcome> {
    const { questions, answers, confirmation, hasher, sessions } = this.ports;
    const { confirmationPassword, origin, caller } = request;
    const changing = await answers.registered(user.id);
    const ids = (await questions.all()).map(({ id }) => id);
    const violations = [
      ...answerViolations(request.answers, ids),
      ...(changing && confirmationPassword === null ? [CONFIRMATION_REQUIRED] : []),
    ];
    if (violations.length > 0) return { kind: 'INVALID_INPUT', violations };
    if (changing) {
      const confirmed = await confirmation.confirm(user, confirmationPassword ?? '', origin, caller);
      if (confirmed.kind !== 'CONFIRMED') return { kind: 'CONFIRMATION_REFUSED', refusal: confirmed };
    }
    const hashed = await hashAnswers(hasher, request.answers, caller);
    const device = request.device ?? this.ports.tokens.issue();
    if (!(await this.store(user, request, { hashed, device, changing }))) {
      // Another request has registered answers meanwhile: these would be a change.
      return { kind: 'INVALID_INPUT', violations: [CONFIRMATION_REQUIRED] };
    }
    if (!changing) return { kind: 'REGISTERED', device };
    const { text } = await sessions.begin(user.id, request.secretChangedAt);
    return { kind: 'CHANGED', device, sessionToken: text };
  }

  private store(
    user: ConcernedUser,
    { origin }: RegisterAnswersRequest,
    {
      hashed,
      device,
      changing,
    }: {
      readonly hashed: Awaited<ReturnType<typeof hashAnswers>>;
      readonly device: Device;
      readonly changing: boolean;
    },
  ): Promise<boolean> {
    const { answers, inTransaction, trust, sessions, history, deriveAttemptKey, clock, newId } = this.ports;
    const registeredAt = clock.now();
    return inTransaction(async (transaction) => {
      const stored = await answers.store(
        transaction,
        {
          userId: user.id,
          organizationId: user.organizationId,
          credentialId: newId(),
          attemptKey: deriveAttemptKey('SECURITY_ANSWER', user.id),
          answers: hashed,
          registeredAt,
        },
        changing ? 'REPLACE' : 'FIRST_ONLY',
      );
      if (!stored) return false;
      await trust.trust(user, origin, device, transaction);
      const type = 'SECURITY_ANSWERS_REGISTERED';
      await history.append(
        additionalAuthenticationEvent(type, user, 'USER', origin, registeredAt),
        transaction,
      );
      // Before the commit, so that no crash in between leaves new answers beside old sessions.
      if (changing) await sessions.endAll(user.id);
      return true;
    });
  }
}

const CONFIRMATION_REQUIRED = { field: 'confirmationPassword', code: 'REQUIRED' } as const;
