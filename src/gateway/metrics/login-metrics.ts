import { Counter, type Registry } from 'prom-client';
import type {
  AnswerOutcome,
  AnswerSecurityQuestion,
} from '../../additional-authentication/answer-security-question';
import type { Login } from '../../login/login';
import type { LoginOutcome } from '../../login/login-outcome';
import type { Metering } from './metering';
import { labelOf } from './label';

const LOGIN_OUTCOMES = [
  'LOGGED_IN',
  'ADDITIONAL_AUTHENTICATION_REQUIRED',
  'INVALID_CREDENTIALS',
  'TEMPORARY_PASSWORD_EXPIRED',
  'LOCKED_OUT',
  'SUSPENDED',
  'BUSY',
] as const satisfies LoginOutcome['kind'][];

const ANSWER_OUTCOMES = [
  'LOGGED_IN',
  'WRONG_ANSWER',
  'CHALLENGE_EXPIRED',
  'LOCKED_OUT',
  'SUSPENDED',
  'BUSY',
] as const satisfies AnswerOutcome['kind'][];

/** Counts logins, and the answers that end those from unfamiliar environments (R7, R8), by outcome; `fault` was thrown. */
export function loginMetrics(registry: Registry): Pick<Metering, 'login' | 'answer'> {
  const logins = new Counter({
    name: 'sekisho_logins_total',
    help: 'Logins by outcome; those that led to a question count as additional_authentication_required.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const answers = new Counter({
    name: 'sekisho_additional_authentications_total',
    help: 'Answers to security questions by outcome; logged_in has passed.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of [...LOGIN_OUTCOMES.map(labelOf), 'fault']) logins.inc({ outcome }, 0);
  for (const outcome of [...ANSWER_OUTCOMES.map(labelOf), 'fault']) answers.inc({ outcome }, 0);
  return {
    login: (login: Login) => ({ run: (request) => counted(logins, () => login.run(request)) }),
    answer: (answer: AnswerSecurityQuestion) => ({
      run: (request) => counted(answers, () => answer.run(request)),
    }),
  };
}

async function counted<Outcome extends { readonly kind: string }>(
  counter: Counter<'outcome'>,
  step: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const result = await step();
    counter.inc({ outcome: labelOf(result.kind) });
    return result;
  } catch (fault) {
    counter.inc({ outcome: 'fault' });
    throw fault;
  }
}
