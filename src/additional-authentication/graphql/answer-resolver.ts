import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentAttemptRefusal } from '../../graphql/present-refusal';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import { presentLoggedIn } from '../../login/graphql/present-logged-in';
import type { AnswerSecurityQuestion } from '../answer-security-question';
import {
  AnswerSecurityQuestionInput,
  AnswerSecurityQuestionResult,
  ChallengeExpired,
  WrongAnswer,
} from './answer-types';

/** The second half of a login from an unfamiliar environment (R8). */
@Resolver()
export class AnswerResolver {
  constructor(private readonly answering: Pick<AnswerSecurityQuestion, 'run'>) {}

  @Mutation(() => AnswerSecurityQuestionResult, {
    description:
      'Answers the security question that a login asked, which begins the session. The device is known from then on. Wrong answers have a counter of their own.',
  })
  async answerSecurityQuestion(
    @Arg('input', () => AnswerSecurityQuestionInput, { description: 'The answer.' })
    { challengeToken, answer, delivery, deviceToken }: AnswerSecurityQuestionInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AnswerSecurityQuestionResult> {
    const { origin, language } = context;
    const device = context.deviceOf(deviceToken ?? null);
    const caller = { ...context.caller, knownAs: device?.hash ?? null };
    const outcome = await this.answering.run({ challengeToken, answer, device, origin, caller });
    switch (outcome.kind) {
      case 'LOGGED_IN':
        return presentLoggedIn(outcome, delivery, context);
      case 'WRONG_ANSWER':
        return Object.assign(new WrongAnswer(), { message: translate(language, outcome.kind) });
      case 'CHALLENGE_EXPIRED':
        return Object.assign(new ChallengeExpired(), { message: translate(language, outcome.kind) });
      case 'LOCKED_OUT':
      case 'SUSPENDED':
      case 'BUSY':
        return presentAttemptRefusal(outcome, 'SECURITY_ANSWER', language);
      default:
        return outcome satisfies never;
    }
  }
}
