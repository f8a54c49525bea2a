import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { actingUserOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import type { DeleteUser } from '../delete-user';
import { DeleteUserInput, DeleteUserResult, UserDeleted } from './delete-user-types';
import { presentAdministrationRefusal } from './present-administration-refusal';

/** The master's deleting of general users (R2, R3). */
@Resolver()
export class DeleteUserResolver {
  constructor(private readonly deletion: DeleteUser) {}

  @Mutation(() => DeleteUserResult, {
    description:
      'Deletes a general user for good and frees the login ID. For the master, with the confirmation password.',
  })
  async deleteUser(
    @Arg('input', () => DeleteUserInput, { description: 'Whom to delete.' }) input: DeleteUserInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof DeleteUserResult> {
    const outcome = await this.deletion.run(await actingUserOf(context), input);
    return outcome.kind === 'DELETED'
      ? Object.assign(new UserDeleted(), { userId: outcome.userId })
      : presentAdministrationRefusal(outcome, context.language);
  }
}
