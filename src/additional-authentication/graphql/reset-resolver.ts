import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { actingUserOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import { presentAdministrationRefusal } from '../../users/graphql/present-administration-refusal';
import type { ResetAdditionalAuthentication } from '../reset-additional-authentication';
import {
  AdditionalAuthenticationReset,
  ResetAdditionalAuthenticationInput,
  ResetAdditionalAuthenticationResult,
} from './reset-types';

/** The master's help for a general user who has forgotten his answers (R5). */
@Resolver()
export class ResetAdditionalAuthenticationResolver {
  constructor(private readonly resetting: ResetAdditionalAuthentication) {}

  @Mutation(() => ResetAdditionalAuthenticationResult, {
    description:
      'Removes a general user’s security answers and known devices and ends the user’s sessions; the next login asks for new answers. A suspension stays. For the master, with the confirmation password.',
  })
  async resetAdditionalAuthentication(
    @Arg('input', () => ResetAdditionalAuthenticationInput, { description: 'Whose to reset.' })
    input: ResetAdditionalAuthenticationInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ResetAdditionalAuthenticationResult> {
    const outcome = await this.resetting.run(await actingUserOf(context), input);
    return outcome.kind === 'RESET'
      ? Object.assign(new AdditionalAuthenticationReset(), { user: outcome.user })
      : presentAdministrationRefusal(outcome, context.language);
  }
}
