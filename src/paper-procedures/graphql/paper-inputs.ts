import { Field, ID, InputType } from 'type-graphql';
import type { PaperProcedureKind } from '../paper-procedure-kind';
import type { PaperProcedureState } from '../paper-procedure-state';
import type { RejectionReason } from '../rejection-reason';
import { RepresentativeAccountInput } from './account-types';
import { PaperProcedureKindEnum, PaperProcedureStateEnum, RejectionReasonEnum } from './paper-enums';

@InputType({ description: 'PINs as they stand on a form, four digits each.' })
export class NewPinsInput {
  @Field(() => String, { nullable: true, description: 'For inquiries (照会用暗証番号).' })
  inquiryPin?: string | null;

  @Field(() => String, { nullable: true, description: 'For transfers (振込振替暗証番号).' })
  transferPin?: string | null;

  @Field(() => String, { nullable: true, description: 'Confirms a transfer (確認暗証番号).' })
  confirmationPin?: string | null;

  @Field(() => String, { nullable: true, description: 'Approves a transfer (承認暗証番号).' })
  approvalPin?: string | null;
}

@InputType({ description: 'A form that has arrived on paper. What else it must hold goes by its kind.' })
export class ReceivePaperProcedureInput {
  @Field(() => PaperProcedureKindEnum, { description: 'What the form asks for.' })
  kind!: PaperProcedureKind;

  @Field(() => String, {
    description:
      'The number printed on the form: 4 to 32 letters, digits and hyphens. A form is received once.',
  })
  formReference!: string;

  @Field(() => RepresentativeAccountInput, {
    nullable: true,
    description: 'The account that the form is about; for every kind but RESTORE_STAFF.',
  })
  account?: RepresentativeAccountInput | null;

  @Field(() => String, { nullable: true, description: 'The organization’s name; for OPEN_CONTRACT.' })
  organizationName?: string | null;

  @Field(() => NewPinsInput, {
    nullable: true,
    description: 'All four PINs for OPEN_CONTRACT, those to be changed for CHANGE_PINS.',
  })
  newPins?: NewPinsInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address of the colleague to restore; for RESTORE_STAFF.',
  })
  staffEmail?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The first login password that the colleague must change; for RESTORE_STAFF.',
  })
  temporaryLoginPassword?: string | null;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@InputType({ description: 'A received form that was compared with the paper.' })
export class VerifyPaperProcedureInput {
  @Field(() => ID, { description: 'The procedure; not one that you received.' })
  procedureId!: string;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@InputType({ description: 'A verified form to carry out.' })
export class ExecutePaperProcedureInput {
  @Field(() => ID, { description: 'The procedure; not one that you received.' })
  procedureId!: string;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@InputType({ description: 'A form that is not to be carried out.' })
export class RejectPaperProcedureInput {
  @Field(() => ID, { description: 'The procedure.' })
  procedureId!: string;

  @Field(() => RejectionReasonEnum, { description: 'Why.' })
  reason!: RejectionReason;

  @Field(() => String, { description: 'Your own confirmation password.' })
  confirmationPassword!: string;
}

@InputType({ description: 'Which paper procedures to list; what is left out does not matter.' })
export class PaperProcedureFilter {
  @Field(() => [PaperProcedureKindEnum], { nullable: true, description: 'Only of these kinds.' })
  kinds?: PaperProcedureKind[] | null;

  @Field(() => [PaperProcedureStateEnum], { nullable: true, description: 'Only in these states.' })
  states?: PaperProcedureState[] | null;

  @Field(() => RepresentativeAccountInput, { nullable: true, description: 'Only about this account.' })
  account?: RepresentativeAccountInput | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Only those that have been open for too long.' })
  overdueOnly!: boolean;
}
