import { GraphQLDateTimeISO } from 'graphql-scalars';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { NotFound } from '../../graphql/refusals';

@ObjectType('Session', { description: 'A live session of yours.' })
export class SessionType {
  @Field(() => ID, { description: 'Opaque identifier; it gives no access.' })
  id!: string;

  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  current!: boolean;

  @Field(() => GraphQLDateTimeISO, { description: 'When it began.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was last used.' })
  lastUsedAt!: Date;
}

@InputType({ description: 'A session to end.' })
export class EndSessionInput {
  @Field(() => ID, { description: 'One of `sessions`.' })
  sessionId!: string;
}

@ObjectType({ description: 'The session has ended.' })
export class SessionEnded {
  @Field(() => ID, { description: 'The session that ended.' })
  sessionId!: string;
}

export const EndSessionResult = createUnionType({
  name: 'EndSessionResult',
  description: 'How ending a session ended.',
  types: () => [SessionEnded, NotFound] as const,
});
