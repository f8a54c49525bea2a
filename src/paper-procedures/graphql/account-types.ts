import { Field, InputType, ObjectType } from 'type-graphql';
import type { RepresentativeAccount } from '../../credentials/pins/representative-account';
import { AccountTypeEnum } from '../../users/graphql/user-types';
import type { AccountType } from '../../users/organization';

@InputType({ description: 'The representative account (代表口座) of an organization.' })
export class RepresentativeAccountInput implements RepresentativeAccount {
  @Field(() => String, { description: 'Branch code, three digits.' })
  branchCode!: string;

  @Field(() => AccountTypeEnum, { description: 'Kind of the account.' })
  accountType!: AccountType;

  @Field(() => String, { description: 'Account number, seven digits.' })
  accountNumber!: string;
}

@ObjectType('RepresentativeAccount', {
  description: 'The representative account (代表口座) of an organization.',
})
export class RepresentativeAccountType implements RepresentativeAccount {
  @Field(() => String, { description: 'Branch code, three digits.' })
  branchCode!: string;

  @Field(() => AccountTypeEnum, { description: 'Kind of the account.' })
  accountType!: AccountType;

  @Field(() => String, { description: 'Account number, seven digits.' })
  accountNumber!: string;
}
