import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentConfirmationRefusal } from '../../graphql/present-refusal';
import { presentViolations } from '../../graphql/present-violations';
import { actingUserOf } from '../../graphql/principal-of';
import { NotApplicable, NotFound } from '../../graphql/refusals';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { PasswordKind } from '../change/password-kind';
import type { ResetPassword, ResetPasswordOutcome } from '../change/reset-password';
import { ResetPasswordInput } from './password-inputs';
import {
  ConfirmationPasswordReset,
  LoginPasswordReset,
  ResetConfirmationPasswordResult,
  ResetLoginPasswordResult,
} from './password-results';

type Refused = Exclude<ResetPasswordOutcome, { readonly kind: 'RESET' }>;

/** The master resets passwords that general users forgot (R5). */
@Resolver()
export class ResetPasswordResolver {
  constructor(private readonly reset: ResetPassword) {}

  @Mutation(() => ResetLoginPasswordResult, {
    description:
      'Gives a general user a temporary login password, clears its failures and lockout, and ends the user’s sessions; a suspension stays. For the master, with the confirmation password.',
  })
  async resetLoginPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'Whose password.' }) input: ResetPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ResetLoginPasswordResult> {
    const outcome = await this.run('LOGIN_PASSWORD', input, context);
    return outcome.kind === 'RESET'
      ? Object.assign(new LoginPasswordReset(), { user: outcome.user })
      : present(outcome, context);
  }

  @Mutation(() => ResetConfirmationPasswordResult, {
    description:
      'Gives a general user a temporary confirmation password, clears its failures and lockout, and ends the user’s sessions; a suspension stays. For the master, with the confirmation password.',
  })
  async resetConfirmationPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'Whose password.' }) input: ResetPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ResetConfirmationPasswordResult> {
    const outcome = await this.run('CONFIRMATION_PASSWORD', input, context);
    return outcome.kind === 'RESET'
      ? Object.assign(new ConfirmationPasswordReset(), { user: outcome.user })
      : present(outcome, context);
  }

  private async run(
    kind: PasswordKind,
    { userId, temporaryPassword, confirmationPassword }: ResetPasswordInput,
    context: RequestContext,
  ): Promise<ResetPasswordOutcome> {
    const master = await actingUserOf(context);
    return this.reset.run(master, { kind, userId, temporaryPassword, confirmationPassword });
  }
}

function present(
  refused: Refused,
  { language }: RequestContext,
): Exclude<typeof ResetLoginPasswordResult, LoginPasswordReset> {
  switch (refused.kind) {
    case 'INVALID_INPUT':
      return presentViolations(
        refused.violations.map(({ code }) => ({ field: 'temporaryPassword', code })),
        language,
      );
    case 'NOT_FOUND':
      return Object.assign(new NotFound(), { message: translate(language, refused.kind) });
    case 'OWN_ACCOUNT':
      return Object.assign(new NotApplicable(), {
        code: refused.kind,
        message: translate(language, refused.kind),
      });
    case 'CONFIRMATION_REFUSED':
      return presentConfirmationRefusal(refused.refusal, language);
    default:
      return refused satisfies never;
  }
}
