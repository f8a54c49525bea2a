import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { HISTORY_OBJECT_KINDS, type HistoryObject, type HistoryObjectKind } from '../history-object';

const HistoryObjectKindEnum = Object.fromEntries(HISTORY_OBJECT_KINDS.map((kind) => [kind, kind]));
registerEnumType(HistoryObjectKindEnum, {
  name: 'HistoryObjectKind',
  description: 'What an event of the operation history can be about besides people.',
  valuesConfig: {
    APPROVAL_REQUEST: { description: 'An approval request (承認依頼), by its `id`.' },
    PAPER_PROCEDURE: { description: 'A form on paper (書面手続), by its `id`. Shown to staff.' },
    RECEIPT: { description: 'A receipt for the core-banking system, by its `jti`.' },
  },
});

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
