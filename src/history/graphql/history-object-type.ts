import { Field, ID, ObjectType } from 'type-graphql';
import { wordEnum } from '../../graphql/word-enum';
import type { HistoryObject, HistoryObjectKind } from '../history-object';

const HistoryObjectKindEnum = wordEnum<HistoryObjectKind>(
  'HistoryObjectKind',
  'What an event of the operation history can be about besides people.',
  {
    APPROVAL_REQUEST: 'An approval request (承認依頼), by its `id`.',
    PAPER_PROCEDURE: 'A form on paper (書面手続), by its `id`. Shown to staff.',
    RECEIPT: 'A receipt for the core-banking system, by its `jti`.',
  },
);

@ObjectType('HistoryObject', {
  description:
    'What an event of the operation history is about besides people. It stays when the thing is gone.',
})
export class HistoryObjectType implements HistoryObject {
  @Field(() => HistoryObjectKindEnum, { description: 'What it is.' })
  kind!: HistoryObjectKind;

  @Field(() => ID, { description: 'Its identifier.' })
  id!: string;
}
