import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { actingUserOf } from '../../graphql/principal-of';
import { presentConfirmationRefusal } from '../../graphql/present-refusal';
import { presentViolations } from '../../graphql/present-violations';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { CreateUser } from '../create-user';
import type { Suspension } from '../suspension';
import { CreateUserInput, ReleaseSuspensionInput, SuspendUserInput } from './administration-inputs';
import { presentAdministrationRefusal } from './present-administration-refusal';
import {
  CreateUserResult,
  ReleaseSuspensionResult,
  SuspendUserResult,
  SuspensionReleased,
  UserCreated,
  UserLimitReached,
  UserSuspended,
} from './administration-results';

/** The fields of the input that the policy knows by shorter names: its `confirmationPassword` is the new user's. */
const INPUT_FIELDS: Readonly<Record<string, string>> = {
  loginPassword: 'temporaryLoginPassword',
  confirmationPassword: 'temporaryConfirmationPassword',
};

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
    const { temporaryConfirmationPassword, ...given } = input;
    const outcome = await this.creation.run(await actingUserOf(context), {
      ...given,
      ...(temporaryConfirmationPassword == null ? {} : { temporaryConfirmationPassword }),
    });
    switch (outcome.kind) {
      case 'CREATED':
        return Object.assign(new UserCreated(), { user: outcome.user });
      case 'INVALID_INPUT':
        return presentViolations(
          outcome.violations.map(({ field, code }) => ({ field: INPUT_FIELDS[field] ?? field, code })),
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
      : presentAdministrationRefusal(outcome, context.language);
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
      : presentAdministrationRefusal(outcome, context.language);
  }
}
