import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { presentConfirmationRefusal } from '../../graphql/present-refusal';
import { presentViolations } from '../../graphql/present-violations';
import { callerOf, principalOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import type { Device } from '../device-token';
import type { RegisterSecurityAnswers } from '../register-security-answers';
import type { SecurityQuestions } from '../security-question';
import { presentQuestion } from './present-question';
import {
  RegisterSecurityAnswersInput,
  RegisterSecurityAnswersResult,
  SecurityAnswersRegistered,
} from './registration-types';
import { SecurityQuestionType } from './security-question-type';

/** The questions to choose from, and a user's own answers (R8). */
@Resolver()
export class SecurityAnswersResolver {
  constructor(
    private readonly questions: SecurityQuestions,
    private readonly registration: RegisterSecurityAnswers,
  ) {}

  @Query(() => [SecurityQuestionType], { description: 'The security questions to choose from.' })
  async securityQuestions(@Ctx() { language }: RequestContext): Promise<SecurityQuestionType[]> {
    return (await this.questions.all()).map((question) => presentQuestion(question, language));
  }

  @Mutation(() => RegisterSecurityAnswersResult, {
    description:
      'Registers answers to three security questions: at first login, after a reset, or in the place of earlier ones, then with the confirmation password. This device becomes known.',
  })
  async registerSecurityAnswers(
    @Arg('input', () => RegisterSecurityAnswersInput, { description: 'The answers.' })
    { answers, confirmationPassword, deviceToken }: RegisterSecurityAnswersInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RegisterSecurityAnswersResult> {
    const { user, secretChangedAt } = await principalOf(context);
    const { origin, language } = context;
    const outcome = await this.registration.run(user, {
      answers,
      confirmationPassword: confirmationPassword ?? null,
      device: context.deviceOf(deviceToken ?? null),
      origin,
      caller: callerOf(context, user),
      secretChangedAt,
    });
    switch (outcome.kind) {
      case 'REGISTERED':
        return registered(outcome.device, null, context);
      case 'CHANGED':
        return registered(outcome.device, outcome.sessionToken, context);
      case 'INVALID_INPUT':
        return presentViolations(outcome.violations, language);
      case 'CONFIRMATION_REFUSED':
        return presentConfirmationRefusal(outcome.refusal, language);
      default:
        return outcome satisfies never;
    }
  }
}

/** Hands session and device over the way in which the session came. */
function registered(
  device: Device,
  sessionToken: string | null,
  { sessionDelivery, cookies, keepDevice }: RequestContext,
): SecurityAnswersRegistered {
  if (sessionDelivery === 'BEARER') {
    return Object.assign(new SecurityAnswersRegistered(), { sessionToken, deviceToken: device.text });
  }
  if (sessionToken !== null) cookies.set(sessionToken);
  keepDevice(device);
  return Object.assign(new SecurityAnswersRegistered(), { sessionToken: null, deviceToken: null });
}
