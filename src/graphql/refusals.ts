import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { CredentialKind } from '../credentials/credential-kind';
import type { Permission } from '../users/user';
import { PermissionEnum } from './permission-enum';
import { wordEnum } from './word-enum';

export const CredentialKindEnum = wordEnum<CredentialKind>(
  'CredentialKind',
  'A kind of secret. Each is counted, locked and suspended for itself.',
  {
    LOGIN_PASSWORD: 'Proves the person at login (ログインパスワード).',
    CONFIRMATION_PASSWORD: 'Asked again for sensitive changes (確認用パスワード).',
    INQUIRY_PIN: 'The organization’s PIN for inquiries (照会用暗証番号).',
    TRANSFER_PIN: 'The organization’s PIN for transfers (振込振替暗証番号).',
    CONFIRMATION_PIN: 'The organization’s PIN that confirms a transfer (確認暗証番号).',
    APPROVAL_PIN: 'The organization’s PIN that approves a transfer (承認暗証番号).',
    SECURITY_ANSWER: 'The answer to a security question (追加認証の回答).',
  },
);

@ObjectType({
  description:
    'The credential is locked after too many wrong entries in a row. The lock ends by itself; even the right secret is refused until then, and not counted.',
})
export class LockedOut {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => CredentialKindEnum, { description: 'Which credential is locked.' })
  credential!: CredentialKind;

  @Field(() => GraphQLDateTimeISO, { description: 'When the lock ends (ISO 8601, UTC).' })
  lockedUntil!: Date;

  @Field(() => Int, { description: 'Seconds until then, rounded up.' })
  retryAfterSeconds!: number;
}

@ObjectType({ description: 'The credential is suspended. This never ends by itself.' })
export class Suspended {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => CredentialKindEnum, { description: 'Which credential is suspended.' })
  credential!: CredentialKind;

  @Field(() => String, { description: 'Whom to turn to.' })
  guidance!: string;
}

@ObjectType({
  description: 'The service has more to do than it can. Nothing was checked and no attempt was counted.',
})
export class Busy {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => Int, { description: 'When to try again, in seconds.' })
  retryAfterSeconds!: number;
}

/** The members that every operation that checks a secret has (R7). */
export const ATTEMPT_REFUSALS = [LockedOut, Suspended, Busy] as const;

@ObjectType({
  description:
    'The login ID or the login password is wrong; or, opening a registration, the account or its PIN. Which one is not told.',
})
export class InvalidCredentials {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description:
    'The password is right, but it is a temporary one, chosen by somebody else, whose time is over. It opens nothing any more; nothing was changed and no failure was counted.',
})
export class TemporaryPasswordExpired {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => CredentialKindEnum, { description: 'Which password has run out.' })
  credential!: CredentialKind;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when it opens nothing (ISO 8601, UTC).' })
  expiredAt!: Date;

  @Field(() => String, { description: 'Whom to turn to for a new one.' })
  guidance!: string;
}

@ObjectType({
  description: 'The confirmation password is wrong. Nothing was changed; the failure was counted.',
})
export class WrongConfirmationPassword {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;
}

/** The members that every operation behind the confirmation password has (R3). */
export const CONFIRMATION_REFUSALS = [WrongConfirmationPassword, ...ATTEMPT_REFUSALS] as const;

@ObjectType({ description: 'There is no such object in your organization.' })
export class NotFound {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description:
    'The object is not in the state that this operation needs, or may not be its target. Nothing was changed.',
})
export class NotApplicable {
  @Field(() => String, { description: 'Why, as a stable code such as NOT_SUSPENDED or OWN_ACCOUNT.' })
  code!: string;

  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description: 'You lack the permission that this needs; the master gives permissions. Nothing was changed.',
})
export class NotPermitted {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => PermissionEnum, { description: 'The permission that is needed.' })
  permission!: Permission;
}

@ObjectType({ description: 'One entry that cannot be accepted, and why.' })
export class Violation {
  @Field(() => String, { description: 'The input field, such as `loginId`.' })
  field!: string;

  @Field(() => String, { description: 'Why, as a stable code such as TOO_SHORT.' })
  code!: string;

  @Field(() => String, { description: 'Why, in the language of the request.' })
  message!: string;
}

@ObjectType({
  description: 'Some entries cannot be accepted. All violations are reported at once; nothing was changed.',
})
export class InvalidInput {
  @Field(() => String, { description: 'What happened, in the language of the request.' })
  message!: string;

  @Field(() => [Violation], { description: 'Every violation, by field.' })
  violations!: Violation[];
}
