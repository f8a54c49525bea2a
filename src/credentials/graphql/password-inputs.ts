import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A new login password of your own.' })
export class ChangeLoginPasswordInput {
  @Field(() => String, { description: 'The login password in force. Wrong entries are counted.' })
  currentLoginPassword!: string;

  @Field(() => String, { description: 'The new one; see `policy` for what is accepted.' })
  newLoginPassword!: string;
}

@InputType({ description: 'A new confirmation password of your own.' })
export class ChangeConfirmationPasswordInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The confirmation password in force. Wrong entries are counted. Leave it out only if none has been set yet.',
  })
  currentConfirmationPassword?: string | null;

  @Field(() => String, { description: 'The new one; see `policy` for what is accepted.' })
  newConfirmationPassword!: string;
}

@InputType({ description: 'A password to reset.' })
export class ResetPasswordInput {
  @Field(() => ID, { description: 'The user whose password is reset; not yourself.' })
  userId!: string;

  @Field(() => String, { description: 'The new password, which its owner must replace at the next login.' })
  temporaryPassword!: string;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}
