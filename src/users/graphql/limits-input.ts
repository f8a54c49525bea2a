import { GraphQLSafeInt } from 'graphql-scalars';
import { Field, InputType } from 'type-graphql';
import type { Limits } from '../rights-rule';

@InputType({ description: 'Up to which amounts a user may act (限度額), in whole yen.' })
export class LimitsInput implements Limits {
  @Field(() => GraphQLSafeInt, { description: 'Limit of transfers (振込), in yen; not negative.' })
  transferYen!: number;

  @Field(() => GraphQLSafeInt, { description: 'Limit of collections (請求), in yen; not negative.' })
  collectionYen!: number;
}
