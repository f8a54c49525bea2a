import {
  answerViolations,
  MAX_ANSWER_LENGTH,
  type AnswerEntry,
} from '../../../src/additional-authentication/answer-rule';

const QUESTIONS = [1, 2, 3, 4];

function entries(...answers: readonly [questionId: number, answer: string][]): AnswerEntry[] {
  return answers.map(([questionId, answer]) => ({ questionId, answer }));
}

describe('R8: a user registers three answers', () => {
  it('to three of the questions', () => {
    expect(answerViolations(entries([1, 'ポチ'], [2, '鈴木'], [4, '裏山']), QUESTIONS)).toEqual([]);
  });

  it.each([0, 2, 4])('not %i', (count) => {
    const some = Array.from({ length: count }, (_, index) => ({
      questionId: index + 1,
      answer: `a${String(index)}`,
    }));
    expect(answerViolations(some, QUESTIONS)).toEqual([{ field: 'answers', code: 'THREE_ANSWERS_NEEDED' }]);
  });

  it('to questions that exist, each another', () => {
    expect(answerViolations(entries([1, 'a'], [1, 'b'], [11, 'c']), QUESTIONS)).toEqual([
      { field: 'answers.1.questionId', code: 'SAME_QUESTION' },
      { field: 'answers.2.questionId', code: 'UNKNOWN_QUESTION' },
    ]);
  });

  it('that differ in the form in which they are compared', () => {
    expect(answerViolations(entries([1, 'ポチ'], [2, ' ﾎﾟﾁ'], [3, 'ぽち']), QUESTIONS)).toEqual([
      { field: 'answers.1.answer', code: 'SAME_ANSWER' },
      { field: 'answers.2.answer', code: 'SAME_ANSWER' },
    ]);
  });

  it('that say something, and not too much', () => {
    const longest = 'あ'.repeat(MAX_ANSWER_LENGTH);
    expect(answerViolations(entries([1, '\u3000'], [2, longest], [3, `${longest}い`]), QUESTIONS)).toEqual([
      { field: 'answers.0.answer', code: 'REQUIRED' },
      { field: 'answers.2.answer', code: 'TOO_LONG_TEXT' },
    ]);
  });

  it('and hears of every violation at once', () => {
    const violations = answerViolations(entries([1, ''], [1, 'b'], [9, 'b']), QUESTIONS);
    expect(violations.map(({ code }) => code)).toEqual([
      'REQUIRED',
      'SAME_QUESTION',
      'UNKNOWN_QUESTION',
      'SAME_ANSWER',
    ]);
  });
});
