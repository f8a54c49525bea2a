import { GraphQLDateTimeISO, GraphQLSafeInt } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PermissionEnum } from '../../graphql/permission-enum';
import { wordEnum } from '../../graphql/word-enum';
import type { AccountType } from '../organization';
import type { Limits } from '../rights-rule';
import type { Language, Permission, Role } from '../user';

const RoleEnum = wordEnum<Role>('Role', 'Who a user is to the bank.', {
  MASTER: 'Exactly one per organization; administers the others (マスターユーザ).',
  GENERAL: 'Created by the master (一般ユーザ).',
  STAFF: 'The bank’s helpdesk (ヘルプデスク).',
});

export const LanguageEnum = { JA: 'ja', EN: 'en' } as const;
registerEnumType(LanguageEnum, {
  name: 'Language',
  description: 'A language that the service speaks to people.',
  valuesConfig: { JA: { description: 'Japanese.' }, EN: { description: 'English.' } },
});

export const AccountTypeEnum = wordEnum<AccountType>(
  'AccountType',
  'Kind of the representative account: ordinary (普通) or current (当座).',
  { ORDINARY: '普通.', CURRENT: '当座.' },
);

@ObjectType('Organization', {
  description: 'A customer of the bank (契約団体), known by its representative account.',
})
export class OrganizationType {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => String, { description: 'The registered name.' })
  name!: string;

  @Field(() => String, { description: 'Branch code of the representative account, three digits.' })
  branchCode!: string;

  @Field(() => AccountTypeEnum, { description: 'Kind of the representative account.' })
  accountType!: AccountType;

  @Field(() => String, { description: 'Number of the representative account, seven digits.' })
  accountNumber!: string;

  @Field(() => Boolean, {
    description: 'Whether users may approve their own requests; the master sets it. No by default.',
  })
  selfApprovalAllowed!: boolean;
}

@ObjectType('Limits', { description: 'Up to which amounts a user may act (限度額), in yen.' })
export class LimitsType implements Limits {
  @Field(() => GraphQLSafeInt, { description: 'Limit of transfers (振込), in yen.' })
  transferYen!: number;

  @Field(() => GraphQLSafeInt, { description: 'Limit of collections (請求), in yen.' })
  collectionYen!: number;
}

/** What is shown of a user to himself and to his master alike. No type of the schema by itself. */
@ObjectType()
abstract class PersonType {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => RoleEnum, { description: 'Who the user is to the bank.' })
  role!: Role;

  @Field(() => String, { description: 'The person’s name.' })
  name!: string;

  @Field(() => String, { description: 'Where notices go.' })
  email!: string;

  @Field(() => LanguageEnum, { description: 'The language of notices.' })
  language!: Language;
}

@ObjectType('User', { description: 'A person who uses the service.' })
export class UserType extends PersonType {
  @Field(() => String, {
    description: 'The login ID, case-sensitive. The master looks it up here for a user who forgot it.',
  })
  loginId!: string;

  @Field(() => [PermissionEnum], { description: 'What the user may do.' })
  permissions!: readonly Permission[];

  @Field(() => GraphQLDateTimeISO, { description: 'When the user was created.' })
  createdAt!: Date;

  @Field(() => Int, {
    description: 'Grows with every change; give it back to `updateUser` to change just what you have seen.',
  })
  version!: number;
}

@ObjectType('Login', { description: 'An earlier login.' })
export class LoginRecordType {
  @Field(() => GraphQLDateTimeISO, { description: 'When it was.' })
  at!: Date;

  @Field(() => String, { nullable: true, description: 'The address it came from.' })
  ip!: string | null;
}

@ObjectType('Viewer', { description: 'The user who is logged in.' })
export class ViewerType extends PersonType {}
