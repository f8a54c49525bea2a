import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentConfirmationRefusal } from '../../graphql/present-refusal';
import { actingUserOf } from '../../graphql/principal-of';
import type { RequestContext } from '../../graphql/request-context';
import type { UpdateOrganizationSettings } from '../update-organization-settings';
import {
  OrganizationSettingsUpdated,
  UpdateOrganizationSettingsInput,
  UpdateOrganizationSettingsResult,
} from './organization-settings-types';

/** The master's settings of the organization (R3, R10). */
@Resolver()
export class OrganizationSettingsResolver {
  constructor(private readonly update: UpdateOrganizationSettings) {}

  @Mutation(() => UpdateOrganizationSettingsResult, {
    description:
      'Sets what holds for everybody in your organization. For the master, with the confirmation password.',
  })
  async updateOrganizationSettings(
    @Arg('input', () => UpdateOrganizationSettingsInput, { description: 'What is to hold.' })
    input: UpdateOrganizationSettingsInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof UpdateOrganizationSettingsResult> {
    const outcome = await this.update.run(await actingUserOf(context), input);
    switch (outcome.kind) {
      case 'UPDATED':
        return Object.assign(new OrganizationSettingsUpdated(), { organization: outcome.organization });
      case 'CONFIRMATION_REFUSED':
        return presentConfirmationRefusal(outcome.refusal, context.language);
      default:
        return outcome satisfies never;
    }
  }
}
