import type { SecurityQuestion } from './security-question';

/** What a challenge is bound to. */
export interface Challenge {
  readonly userId: string;
  readonly questionId: number;
  /** Changes with the user's password, answers, suspension and release, which end the challenge so. */
  readonly binding: string;
}

/** A challenge as it goes to whoever logs in: nothing in it tells why the question is asked. */
export interface IssuedChallenge {
  readonly challengeToken: string;
  readonly question: SecurityQuestion;
  readonly expiresAt: Date;
}

/**
 * Challenges that wait for an answer, for a short time.
 * @throws SessionsUnavailable when the store is out of reach; nobody is let in then.
 */
export interface ChallengeStore {
  /** Keeps a challenge and gives its token, 256 random bits that go to the client and nowhere else. */
  issue(challenge: Challenge): Promise<{ readonly token: string; readonly expiresAt: Date }>;
  find(token: string): Promise<Challenge | null>;
  /** Uses it up; true for exactly one of however many callers. */
  consume(token: string): Promise<boolean>;
}

/** Which question a user is asked. */
export interface PendingQuestions {
  /**
   * The question that waits for the user's answer; if none does, one of his at random, which waits from now on. The
   * same for concurrent callers. Null if he has registered no answers.
   */
  ask(userId: string): Promise<{ readonly question: SecurityQuestion; readonly binding: string } | null>;
}
