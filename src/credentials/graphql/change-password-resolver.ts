import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentAttemptRefusal, presentTemporaryPasswordExpired } from '../../graphql/present-refusal';
import { presentViolations } from '../../graphql/present-violations';
import { callerOf, principalOf } from '../../graphql/principal-of';
import {
  type Busy,
  type InvalidInput,
  type LockedOut,
  NotApplicable,
  type Suspended,
  type TemporaryPasswordExpired,
  WrongConfirmationPassword,
} from '../../graphql/refusals';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { User } from '../../users/user';
import type { ChangePassword, ChangePasswordOutcome, ChangePasswordRequest } from '../change/change-password';
import type { PasswordKind } from '../change/password-kind';
import { ChangeConfirmationPasswordInput, ChangeLoginPasswordInput } from './password-inputs';
import {
  ChangeConfirmationPasswordResult,
  ChangeLoginPasswordResult,
  ConfirmationPasswordChanged,
  LoginPasswordChanged,
  TooManyChanges,
  WrongLoginPassword,
} from './password-results';

type Changed = Extract<ChangePasswordOutcome, { readonly kind: 'CHANGED' }>;
type Refused = Exclude<ChangePasswordOutcome, Changed | { readonly kind: 'WRONG_PASSWORD' }>;

/** Users change their own passwords (R1, R2, R9). */
@Resolver()
export class ChangePasswordResolver {
  constructor(private readonly change: ChangePassword) {}

  @Mutation(() => ChangeLoginPasswordResult, {
    description:
      'Changes your login password, with the one in force. Ends all your sessions and begins a new one.',
  })
  async changeLoginPassword(
    @Arg('input', () => ChangeLoginPasswordInput, { description: 'Both passwords.' })
    { currentLoginPassword, newLoginPassword }: ChangeLoginPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ChangeLoginPasswordResult> {
    const { user, outcome } = await this.run(context, {
      kind: 'LOGIN_PASSWORD',
      currentPassword: currentLoginPassword,
      newPassword: newLoginPassword,
    });
    switch (outcome.kind) {
      case 'CHANGED':
        return Object.assign(new LoginPasswordChanged(), renewed(outcome, user, context));
      case 'WRONG_PASSWORD':
        return Object.assign(new WrongLoginPassword(), {
          message: translate(context.language, 'WRONG_LOGIN_PASSWORD'),
        });
      default:
        return present(outcome, 'LOGIN_PASSWORD', context);
    }
  }

  @Mutation(() => ChangeConfirmationPasswordResult, {
    description:
      'Sets your first confirmation password, or changes it, with the one in force. Ends all your sessions and begins a new one.',
  })
  async changeConfirmationPassword(
    @Arg('input', () => ChangeConfirmationPasswordInput, { description: 'Both passwords.' })
    { currentConfirmationPassword, newConfirmationPassword }: ChangeConfirmationPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ChangeConfirmationPasswordResult> {
    const { user, outcome } = await this.run(context, {
      kind: 'CONFIRMATION_PASSWORD',
      currentPassword: currentConfirmationPassword ?? null,
      newPassword: newConfirmationPassword,
    });
    switch (outcome.kind) {
      case 'CHANGED':
        return Object.assign(new ConfirmationPasswordChanged(), renewed(outcome, user, context));
      case 'WRONG_PASSWORD':
        return Object.assign(new WrongConfirmationPassword(), {
          message: translate(context.language, 'WRONG_CONFIRMATION_PASSWORD'),
        });
      default:
        return present(outcome, 'CONFIRMATION_PASSWORD', context);
    }
  }

  private async run(
    context: RequestContext,
    request: ChangePasswordRequest,
  ): Promise<{ readonly user: User; readonly outcome: ChangePasswordOutcome }> {
    const { user, secretChangedAt } = await principalOf(context);
    const changing = { user, secretChangedAt, origin: context.origin, caller: callerOf(context, user) };
    return { user, outcome: await this.change.run(changing, request) };
  }
}

/** Hands the new session over the way in which the old one came. */
function renewed(
  { sessionToken }: Changed,
  viewer: User,
  { sessionDelivery, cookies }: RequestContext,
): { readonly viewer: User; readonly sessionToken: string | null } {
  if (sessionDelivery === 'BEARER') return { viewer, sessionToken };
  cookies.set(sessionToken);
  return { viewer, sessionToken: null };
}

const INPUT_FIELDS: Readonly<Record<PasswordKind, { readonly current: string; readonly fresh: string }>> = {
  LOGIN_PASSWORD: { current: 'currentLoginPassword', fresh: 'newLoginPassword' },
  CONFIRMATION_PASSWORD: { current: 'currentConfirmationPassword', fresh: 'newConfirmationPassword' },
};

function present(
  refused: Refused,
  kind: PasswordKind,
  { language }: RequestContext,
): InvalidInput | TooManyChanges | NotApplicable | TemporaryPasswordExpired | LockedOut | Suspended | Busy {
  const { current, fresh } = INPUT_FIELDS[kind];
  switch (refused.kind) {
    case 'INVALID_INPUT':
      return presentViolations(
        refused.violations.map(({ code }) => ({ field: fresh, code })),
        language,
      );
    case 'CURRENT_PASSWORD_REQUIRED':
      return presentViolations([{ field: current, code: 'REQUIRED' }], language);
    case 'TOO_MANY_CHANGES': {
      const { retryAfterSeconds } = refused;
      return Object.assign(new TooManyChanges(), {
        message: translate(language, refused.kind),
        retryAfterSeconds,
      });
    }
    case 'CHANGED_MEANWHILE':
      return Object.assign(new NotApplicable(), {
        code: refused.kind,
        message: translate(language, refused.kind),
      });
    case 'TEMPORARY_PASSWORD_EXPIRED':
      return presentTemporaryPasswordExpired(refused, kind, language);
    case 'LOCKED_OUT':
    case 'SUSPENDED':
    case 'BUSY':
      return presentAttemptRefusal(refused, kind, language);
    default:
      return refused satisfies never;
  }
}
