import { createUnionType, Field, InputType, ObjectType } from 'type-graphql';
import { CONFIRMATION_REFUSALS } from '../../graphql/refusals';
import { OrganizationType } from './user-types';

@InputType({ description: 'What is to hold for everybody in the organization.' })
export class UpdateOrganizationSettingsInput {
  @Field(() => Boolean, { description: 'Whether users may approve their own requests.' })
  selfApprovalAllowed!: boolean;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@ObjectType({ description: 'The settings hold from now on.' })
export class OrganizationSettingsUpdated {
  @Field(() => OrganizationType, { description: 'The organization as it is now.' })
  organization!: OrganizationType;
}

export const UpdateOrganizationSettingsResult = createUnionType({
  name: 'UpdateOrganizationSettingsResult',
  description: 'How changing the settings of the organization ended.',
  types: () => [OrganizationSettingsUpdated, ...CONFIRMATION_REFUSALS] as const,
});
