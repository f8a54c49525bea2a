import type { Language } from '../../users/user';
import type { SecurityQuestion } from '../security-question';
import { SecurityQuestionType } from './security-question-type';

/** Puts a question into the reader's language. */
export function presentQuestion({ id, text }: SecurityQuestion, language: Language): SecurityQuestionType {
  return Object.assign(new SecurityQuestionType(), { id, text: text[language] });
}
