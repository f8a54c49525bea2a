import type { History } from '../history/history';
import type { Origin } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { User } from '../users/user';
import { additionalAuthenticationEvent } from './additional-authentication-event';
import type { ChallengeStore, IssuedChallenge, PendingQuestions } from './challenge';
import type { Device } from './device-token';
import { compareEnvironment, type KnownEnvironment } from './environment';
import type { ReadEnvironment } from './environment-reader';

/** A login whose password was right, as it is judged. */
export interface LoginToJudge {
  readonly user: User;
  /** Whether the user has registered answers; before that there is nothing to ask. */
  readonly answersRegistered: boolean;
  readonly knownEnvironments: readonly KnownEnvironment[];
  readonly origin: Origin;
  readonly device: Device | null;
}

/**
 * After a right password, and never after a wrong one, asks a question if the environment differs from those that the
 * user has used (R8). What is asked and how it is told is the same whichever part of it differs.
 */
export class RiskCheck {
  constructor(
    private readonly readEnvironment: ReadEnvironment,
    private readonly questions: PendingQuestions,
    private readonly challenges: ChallengeStore,
    private readonly history: History,
    private readonly clock: Clock,
  ) {}

  /** The question to be answered first; null if the login may go on. */
  async challenge(login: LoginToJudge): Promise<IssuedChallenge | null> {
    const { user, origin, device } = login;
    if (!login.answersRegistered) return null;
    const environment = this.readEnvironment(origin, device);
    if (compareEnvironment(login.knownEnvironments, environment) === 'KNOWN') return null;
    const asked = await this.questions.ask(user.id);
    // The answers were reset since the account was read: as at a first login, the session will ask for new ones.
    if (asked === null) return null;
    const { question, binding } = asked;
    const { token, expiresAt } = await this.challenges.issue({
      userId: user.id,
      questionId: question.id,
      binding,
    });
    const type = 'ADDITIONAL_AUTHENTICATION_REQUIRED';
    await this.history.append(
      additionalAuthenticationEvent(type, user, 'STRANGER', origin, this.clock.now()),
    );
    return { challengeToken: token, question, expiresAt };
  }
}
