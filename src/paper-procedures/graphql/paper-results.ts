import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../graphql/page-info';
import { CONFIRMATION_REFUSALS, InvalidInput, NotApplicable, NotFound } from '../../graphql/refusals';
import { COUNTED_TO } from '../../platform/counted-to';
import { PaperProcedureType } from './paper-procedure-type';

@ObjectType({ description: 'The form has been received. Somebody else verifies and executes it.' })
export class PaperProcedureReceived {
  @Field(() => PaperProcedureType, { description: 'The procedure.' })
  procedure!: PaperProcedureType;
}

@ObjectType({ description: 'The entry is as on paper, and may be executed.' })
export class PaperProcedureVerified {
  @Field(() => PaperProcedureType, { description: 'The procedure.' })
  procedure!: PaperProcedureType;
}

@ObjectType({ description: 'The form has been carried out, now or before.' })
export class PaperProcedureExecuted {
  @Field(() => PaperProcedureType, { description: 'The procedure.' })
  procedure!: PaperProcedureType;
}

@ObjectType({ description: 'The form is not carried out. The same form may be received again, corrected.' })
export class PaperProcedureRejected {
  @Field(() => PaperProcedureType, { description: 'The procedure.' })
  procedure!: PaperProcedureType;
}

export const ReceivePaperProcedureResult = createUnionType({
  name: 'ReceivePaperProcedureResult',
  description: 'How receiving a form ended.',
  types: () => [PaperProcedureReceived, InvalidInput, NotApplicable, ...CONFIRMATION_REFUSALS] as const,
});

export const VerifyPaperProcedureResult = createUnionType({
  name: 'VerifyPaperProcedureResult',
  description: 'How verifying a form ended.',
  types: () => [PaperProcedureVerified, NotFound, NotApplicable, ...CONFIRMATION_REFUSALS] as const,
});

export const ExecutePaperProcedureResult = createUnionType({
  name: 'ExecutePaperProcedureResult',
  description: 'How executing a form ended.',
  types: () => [PaperProcedureExecuted, NotFound, NotApplicable, ...CONFIRMATION_REFUSALS] as const,
});

export const RejectPaperProcedureResult = createUnionType({
  name: 'RejectPaperProcedureResult',
  description: 'How rejecting a form ended.',
  types: () => [PaperProcedureRejected, NotFound, NotApplicable, ...CONFIRMATION_REFUSALS] as const,
});

@ObjectType({ description: 'A paper procedure in a list.' })
export class PaperProcedureEdge {
  @Field(() => String, { description: 'Opaque position in the list.' })
  cursor!: string;

  @Field(() => PaperProcedureType, { description: 'The procedure.' })
  node!: PaperProcedureType;
}

@ObjectType({ description: 'A page of paper procedures, those received first at the head (Relay).' })
export class PaperProcedureConnection {
  @Field(() => [PaperProcedureEdge], { description: 'The procedures of this page.' })
  edges!: PaperProcedureEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, {
    description: `How many there are in all, those that the filter leaves out not counted; ${COUNTED_TO} stands for as many or more.`,
  })
  totalCount!: number;
}
