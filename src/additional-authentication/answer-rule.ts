import { normaliseAnswer } from './normalise-answer';

/** A user chooses so many of the questions (R8). */
const ANSWERS_REGISTERED = 3;

/** In characters. */
export const MAX_ANSWER_LENGTH = 60;

/** An answer as typed, with the question it is given to. */
export interface AnswerEntry {
  readonly questionId: number;
  readonly answer: string;
}

/** One broken rule; `field` is `answers`, or such as `answers.0.questionId`. It never holds the answer. */
export interface AnswerViolation {
  readonly field: string;
  readonly code:
    | 'THREE_ANSWERS_NEEDED'
    | 'UNKNOWN_QUESTION'
    | 'SAME_QUESTION'
    | 'REQUIRED'
    | 'TOO_LONG_TEXT'
    | 'SAME_ANSWER';
}

/**
 * Judges the answers that a user registers (R8): exactly three, each to another of `questionIds`, each different from
 * the others in the form in which they are compared. Every violation at once.
 */
export function answerViolations(
  entries: readonly AnswerEntry[],
  questionIds: readonly number[],
): readonly AnswerViolation[] {
  if (entries.length !== ANSWERS_REGISTERED) return [{ field: 'answers', code: 'THREE_ANSWERS_NEEDED' }];
  const answers = entries.map(({ answer }) => normaliseAnswer(answer));
  return entries.flatMap(({ questionId }, index): AnswerViolation[] => {
    const earlier = entries.slice(0, index);
    const answer = answers[index] ?? '';
    const question = `answers.${String(index)}.questionId`;
    const field = `answers.${String(index)}.answer`;
    return [
      ...when(!questionIds.includes(questionId), question, 'UNKNOWN_QUESTION'),
      ...when(
        earlier.some((entry) => entry.questionId === questionId),
        question,
        'SAME_QUESTION',
      ),
      ...when(answer === '', field, 'REQUIRED'),
      ...when([...answer].length > MAX_ANSWER_LENGTH, field, 'TOO_LONG_TEXT'),
      ...when(answer !== '' && answers.indexOf(answer) < index, field, 'SAME_ANSWER'),
    ];
  });
}

function when(broken: boolean, field: string, code: AnswerViolation['code']): AnswerViolation[] {
  return broken ? [{ field, code }] : [];
}
