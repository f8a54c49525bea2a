import type { Language } from '../users/user';

/** One of the questions that a user may choose from (R8), in the languages of the service. */
export interface SecurityQuestion {
  readonly id: number;
  readonly text: Readonly<Record<Language, string>>;
}

/** The questions to choose from. */
export interface SecurityQuestions {
  /** All of them, in the order of the list. */
  all(): Promise<readonly SecurityQuestion[]>;
}
