import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import type { CredentialKind } from '../../credentials/credential-kind';
import { CredentialKindEnum } from '../../graphql/refusals';
import { wordEnum } from '../../graphql/word-enum';
import type { CredentialOverview, CredentialState } from '../credential-state';

const CredentialStatusEnum = wordEnum<CredentialState['kind']>(
  'CredentialStatus',
  'What a credential allows now.',
  {
    ACTIVE: 'Usable.',
    LOCKED_OUT: 'Locked for a while after wrong entries; ends by itself.',
    SUSPENDED: 'Suspended; never ends by itself.',
  },
);

@ObjectType('Credential', { description: 'One secret of one kind. The secret itself is never shown.' })
export class CredentialType {
  @Field(() => CredentialKindEnum, { description: 'Which secret.' })
  kind!: CredentialKind;

  @Field(() => CredentialStatusEnum, { description: 'What it allows now.' })
  status!: CredentialState['kind'];

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When a lockout ends; null unless locked out.',
  })
  lockedUntil!: Date | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'Since when it has been suspended; null unless suspended.',
  })
  suspendedAt!: Date | null;

  @Field(() => Boolean, {
    description: 'Set by someone else; its owner must replace it at the next login (強制変更).',
  })
  mustChange!: boolean;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was last set.' })
  changedAt!: Date;
}

/** A credential as those see it who look after it. */
export function presentCredential({
  kind,
  state,
  mustChange,
  changedAt,
}: CredentialOverview): CredentialType {
  return {
    kind,
    status: state.kind,
    lockedUntil: state.kind === 'LOCKED_OUT' ? state.lockedUntil : null,
    suspendedAt: state.kind === 'SUSPENDED' ? state.suspendedAt : null,
    mustChange,
    changedAt,
  };
}
