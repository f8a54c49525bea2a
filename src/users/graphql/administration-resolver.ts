import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { actingUserOf } from '../../graphql/principal-of';
import { presentConfirmationRefusal } from '../../graphql/present-refusal';
import { presentViolations } from '../../graphql/present-violations';
import { NotApplicable, NotFound } from '../../graphql/refusals';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { CreateUser } from '../create-user';
import type { Suspension, SuspensionOutcome } from '../suspension';
import { CreateUserInput, ReleaseSuspensionInput, SuspendUserInput } from './administration-inputs';
import {
  CreateUserResult,
  ReleaseSuspensionResult,
  SuspendUserResult,
  SuspensionReleased,
  UserCreated,
  UserLimitReached,
  UserSuspended,
} from './administration-results';

type Refusal = Exclude<typeof SuspendUserResult, UserSuspended>;

/** The master's administration of general users (R2, R5, R7). */
@Resolver()
export class AdministrationResolver {
  constructor(
    private readonly creation: CreateUser,
    private readonly suspension: Suspension,
  ) {}

  @Mutation(() => CreateUserResult, {
    description:
      'Creates a general user with a temporary login password. For the master, with the confirmation password.',
  })
  async createUser(
    @Arg('input', () => CreateUserInput, { description: 'The user to create.' }) input: CreateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof CreateUserResult> {
    const outcome = await this.creation.run(await actingUserOf(context), input);
    switch (outcome.kind) {
      case 'CREATED':
        return Object.assign(new UserCreated(), { user: outcome.user });
      case 'INVALID_INPUT':
        return presentViolations(
          outcome.violations.map(({ field, code }) => ({
            field: field === 'loginPassword' ? 'temporaryLoginPassword' : field,
            code,
          })),
          context.language,
        );
      case 'USER_LIMIT_REACHED': {
        const { limit } = outcome;
        return Object.assign(new UserLimitReached(), {
          message: translate(context.language, outcome.kind, { limit }),
          limit,
        });
      }
      case 'CONFIRMATION_REFUSED':
        return presentConfirmationRefusal(outcome.refusal, context.language);
      default:
        return outcome satisfies never;
    }
  }

  @Mutation(() => SuspendUserResult, {
    description:
      'Suspends a general user and ends the user’s sessions. For the master, with the confirmation password.',
  })
  async suspendUser(
    @Arg('input', () => SuspendUserInput, { description: 'Whom to suspend.' }) input: SuspendUserInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof SuspendUserResult> {
    const outcome = await this.suspension.suspend(await actingUserOf(context), input);
    return outcome.kind === 'DONE'
      ? Object.assign(new UserSuspended(), { user: outcome.user })
      : present(outcome, context);
  }

  @Mutation(() => ReleaseSuspensionResult, {
    description:
      'Lifts a general user’s suspension; the secrets stay. For the master, with the confirmation password.',
  })
  async releaseSuspension(
    @Arg('input', () => ReleaseSuspensionInput, { description: 'Whom to release.' })
    input: ReleaseSuspensionInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ReleaseSuspensionResult> {
    const outcome = await this.suspension.release(await actingUserOf(context), input);
    return outcome.kind === 'DONE'
      ? Object.assign(new SuspensionReleased(), { user: outcome.user })
      : present(outcome, context);
  }
}

function present(
  refusal: Exclude<SuspensionOutcome, { readonly kind: 'DONE' }>,
  { language }: RequestContext,
): Refusal {
  switch (refusal.kind) {
    case 'NOT_FOUND':
      return Object.assign(new NotFound(), { message: translate(language, 'NOT_FOUND') });
    case 'NOT_APPLICABLE':
      return Object.assign(new NotApplicable(), {
        code: refusal.code,
        message: translate(language, refusal.code),
      });
    case 'CONFIRMATION_REFUSED':
      return presentConfirmationRefusal(refusal.refusal, language);
    default:
      return refusal satisfies never;
  }
}
