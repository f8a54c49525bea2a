import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { PaperProcedureKind } from '../paper-procedure-kind';
import type { PaperProcedureState } from '../paper-procedure-state';
import type { RejectionReason } from '../rejection-reason';
import { RepresentativeAccountType } from './account-types';
import { PaperProcedureKindEnum, PaperProcedureStateEnum, RejectionReasonEnum } from './paper-enums';

@ObjectType('StaffMember', { description: 'A member of the bank’s helpdesk.' })
export class StaffMemberType {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => String, { description: 'The person’s name.' })
  name!: string;
}

@ObjectType('PaperProcedure', {
  description:
    'A form that has arrived on paper, and how far staff have come with it. It never shows a secret.',
})
export class PaperProcedureType {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => PaperProcedureKindEnum, { description: 'What the form asks for.' })
  kind!: PaperProcedureKind;

  @Field(() => PaperProcedureStateEnum, { description: 'How far staff have come.' })
  state!: PaperProcedureState;

  @Field(() => String, { description: 'The number printed on the form.' })
  formReference!: string;

  @Field(() => RepresentativeAccountType, {
    nullable: true,
    description: 'The account that the form is about; null for a member of staff.',
  })
  account!: RepresentativeAccountType | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name of an organization whose contract is opened.',
  })
  organizationName!: string | null;

  @Field(() => StaffMemberType, { description: 'Who received the form. That person does not execute it.' })
  receivedBy!: StaffMemberType;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was received.' })
  receivedAt!: Date;

  @Field(() => StaffMemberType, { nullable: true, description: 'Who verified it.' })
  verifiedBy!: StaffMemberType | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was verified.' })
  verifiedAt!: Date | null;

  @Field(() => StaffMemberType, { nullable: true, description: 'Who executed it.' })
  executedBy!: StaffMemberType | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was executed.' })
  executedAt!: Date | null;

  @Field(() => StaffMemberType, { nullable: true, description: 'Who rejected it.' })
  rejectedBy!: StaffMemberType | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was rejected.' })
  rejectedAt!: Date | null;

  @Field(() => RejectionReasonEnum, { nullable: true, description: 'Why it was rejected.' })
  rejectionReason!: RejectionReason | null;

  @Field(() => Int, { description: 'Whole days since receipt; of a finished one, until its end.' })
  ageDays!: number;

  @Field(() => Boolean, { description: 'Whether it has been open for too long.' })
  overdue!: boolean;

  @Field(() => Boolean, {
    description:
      'Executed, but interrupted before its last step, such as ending sessions: execute it again to complete it.',
  })
  outstanding!: boolean;
}
