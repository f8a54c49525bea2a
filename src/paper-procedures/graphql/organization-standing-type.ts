import { Field, ObjectType } from 'type-graphql';
import { CredentialType } from '../../users/graphql/credential-type';
import { OrganizationType } from '../../users/graphql/user-types';

@ObjectType({ description: 'An organization as staff see it: no login ID, no address, no secret.' })
export class OrganizationStanding extends OrganizationType {
  @Field(() => Boolean, { description: 'Whether the organization has a master user.' })
  masterRegistered!: boolean;

  @Field(() => [CredentialType], { description: 'The master’s credentials and what they allow now.' })
  masterCredentials!: CredentialType[];

  @Field(() => [CredentialType], { description: 'The organization’s PINs and what they allow now.' })
  pins!: CredentialType[];
}
