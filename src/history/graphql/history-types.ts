import { GraphQLDateTimeISO } from 'graphql-scalars';
import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import type { CredentialKind } from '../../credentials/credential-kind';
import { PageInfo } from '../../graphql/page-info';
import { CredentialKindEnum } from '../../graphql/refusals';
import type { HistoryEventType } from '../history-event';
import { HistoryEventTypeEnum } from './history-event-type-enum';
import { HistoryObjectType } from './history-object-type';

@ObjectType('HistoryPerson', { description: 'Somebody in the operation history.' })
export class HistoryPersonType {
  @Field(() => ID, { description: 'The user’s identifier; it stays when the user is deleted.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name; null if the user is deleted, or is not of your organization.',
  })
  name!: string | null;
}

@ObjectType('HistoryEvent', {
  description: 'One line of the operation history (操作履歴). It is never changed.',
})
export class HistoryEventNode {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it happened.' })
  at!: Date;

  @Field(() => HistoryEventTypeEnum, { description: 'What happened.' })
  type!: HistoryEventType;

  @Field(() => HistoryPersonType, {
    nullable: true,
    description: 'Who did it; null for a stranger or the service itself.',
  })
  actor!: HistoryPersonType | null;

  @Field(() => HistoryPersonType, { nullable: true, description: 'Whom it happened to.' })
  subject!: HistoryPersonType | null;

  @Field(() => CredentialKindEnum, { nullable: true, description: 'Which credential it is about.' })
  credential!: CredentialKind | null;

  @Field(() => String, { nullable: true, description: 'The address that it came from.' })
  ip!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The device that it came from, such as `Chrome on Windows`.',
  })
  device!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, as a stable code such as TOO_MANY_FAILURES.' })
  reason!: string | null;

  @Field(() => HistoryObjectType, {
    nullable: true,
    description: 'What it is about besides people, such as the approval request; null if nothing else is.',
  })
  object!: HistoryObjectType | null;
}

@ObjectType({ description: 'An event in a list.' })
export class HistoryEventEdge {
  @Field(() => String, { description: 'Opaque position in the list.' })
  cursor!: string;

  @Field(() => HistoryEventNode, { description: 'The event.' })
  node!: HistoryEventNode;
}

@ObjectType({ description: 'A page of the operation history, newest first (Relay).' })
export class HistoryConnection {
  @Field(() => [HistoryEventEdge], { description: 'The events of this page.' })
  edges!: HistoryEventEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
}

@ArgsType()
export class HistoryArguments {
  @Field(() => Int, { defaultValue: 20, description: 'How many, 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Cursor to go on after.' })
  after!: string | null;

  @Field(() => [HistoryEventTypeEnum], { nullable: true, description: 'Only events of these types.' })
  types!: HistoryEventType[] | null;

  @Field(() => ID, { nullable: true, description: 'Only events that happened to this user.' })
  subjectUserId!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Only events at this time or later.' })
  from!: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Only events before this time.' })
  to!: Date | null;
}
