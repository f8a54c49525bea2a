import { Field, ID, InputType } from 'type-graphql';
import { PermissionEnum } from '../../graphql/permission-enum';
import type { Limits } from '../rights-rule';
import type { Permission } from '../user';
import { LimitsInput } from './limits-input';
import { ProfileInput } from './profile-input';

@InputType({ description: 'A general user to create.' })
export class CreateUserInput extends ProfileInput {
  @Field(() => String, {
    description:
      'Login ID: 6 to 12 printable ASCII characters with a letter and a digit; case-sensitive, unique in the whole service.',
  })
  loginId!: string;

  @Field(() => String, { description: 'The first login password; its owner must change it at first login.' })
  temporaryLoginPassword!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The first confirmation password; its owner must change it at first login. Without one the owner sets the first.',
  })
  temporaryConfirmationPassword?: string | null;

  @Field(() => [PermissionEnum], {
    defaultValue: [],
    description: 'What the user may do; nothing by default.',
  })
  permissions!: readonly Permission[];

  @Field(() => LimitsInput, {
    defaultValue: { transferYen: 0, collectionYen: 0 },
    description: 'Up to which amounts the user may act; 0 yen by default.',
  })
  limits!: Limits;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@InputType({ description: 'A user to suspend.' })
export class SuspendUserInput {
  @Field(() => ID, { description: 'The user to suspend; not yourself.' })
  userId!: string;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@InputType({ description: 'A suspension to release.' })
export class ReleaseSuspensionInput {
  @Field(() => ID, { description: 'The user whose suspension is lifted; not yourself.' })
  userId!: string;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}
