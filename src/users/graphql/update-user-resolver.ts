import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentViolations } from '../../graphql/present-violations';
import { actingUserOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { UpdateUser, UpdateUserRequest } from '../update-user';
import { presentAdministrationRefusal } from './present-administration-refusal';
import { Conflict, UpdateUserInput, UpdateUserResult, UserUpdated } from './update-user-types';

/** The master's changes to users (R2, R3). */
@Resolver()
export class UpdateUserResolver {
  constructor(private readonly update: UpdateUser) {}

  @Mutation(() => UpdateUserResult, {
    description:
      'Changes a user’s particulars, permissions or limits; of your own, the particulars. For the master, with the confirmation password.',
  })
  async updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'What to change.' }) input: UpdateUserInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof UpdateUserResult> {
    const outcome = await this.update.run(await actingUserOf(context), requestFrom(input));
    switch (outcome.kind) {
      case 'UPDATED':
        return Object.assign(new UserUpdated(), { user: outcome.user });
      case 'INVALID_INPUT':
        return presentViolations(outcome.violations, context.language);
      case 'CONFLICT':
        return Object.assign(new Conflict(), {
          message: translate(context.language, outcome.kind),
          user: outcome.user,
        });
      case 'NOT_FOUND':
      case 'NOT_APPLICABLE':
      case 'CONFIRMATION_REFUSED':
        return presentAdministrationRefusal(outcome, context.language);
      default:
        return outcome satisfies never;
    }
  }
}

/** GraphQL's null says nothing about a field, like leaving it out. */
function requestFrom(input: UpdateUserInput): UpdateUserRequest {
  const { userId, version, confirmationPassword, name, email, language, permissions, limits } = input;
  return {
    userId,
    version,
    confirmationPassword,
    ...(name == null ? {} : { name }),
    ...(email == null ? {} : { email }),
    ...(language == null ? {} : { language }),
    ...(permissions == null ? {} : { permissions }),
    ...(limits == null ? {} : { limits }),
  };
}
