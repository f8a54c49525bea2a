import { registerEnumType } from 'type-graphql';
import { PAPER_PROCEDURE_KINDS } from '../paper-procedure-kind';
import { PAPER_PROCEDURE_STATES } from '../paper-procedure-state';
import { REJECTION_REASONS } from '../rejection-reason';

export const PaperProcedureKindEnum = Object.fromEntries(PAPER_PROCEDURE_KINDS.map((kind) => [kind, kind]));
registerEnumType(PaperProcedureKindEnum, {
  name: 'PaperProcedureKind',
  description: 'What only paper can do (書面手続).',
  valuesConfig: {
    OPEN_CONTRACT: { description: 'A new organization with its representative account and four PINs.' },
    INITIALIZE_MASTER_CREDENTIALS: {
      description: 'The master’s login ID and passwords are wiped; a master registers anew.',
    },
    RELEASE_MASTER_SUSPENSION: { description: 'The master’s suspended credentials are released.' },
    RESET_MASTER_ADDITIONAL_AUTHENTICATION: {
      description: 'The master’s security answers and known devices go.',
    },
    CHANGE_PINS: { description: 'New PINs of the organization.' },
    RELEASE_PIN_SUSPENSION: { description: 'The organization’s suspended PINs are released.' },
    RESTORE_STAFF: { description: 'A member of staff gets access again from another pair of staff.' },
  },
});

export const PaperProcedureStateEnum = Object.fromEntries(
  PAPER_PROCEDURE_STATES.map((state) => [state, state]),
);
registerEnumType(PaperProcedureStateEnum, {
  name: 'PaperProcedureState',
  description: 'How far staff have come with a form.',
  valuesConfig: {
    RECEIVED: { description: 'Entered by one member of staff.' },
    VERIFIED: { description: 'Compared with the paper by another.' },
    EXECUTED: { description: 'Carried out. Final.' },
    REJECTED: { description: 'Not to be carried out. Final.' },
  },
});

export const RejectionReasonEnum = Object.fromEntries(REJECTION_REASONS.map((reason) => [reason, reason]));
registerEnumType(RejectionReasonEnum, {
  name: 'PaperRejectionReason',
  description: 'Why a form is not carried out.',
  valuesConfig: {
    ENTERED_WRONGLY: { description: 'It was entered wrongly and can be received again.' },
    INCOMPLETE: { description: 'Something is missing on the form.' },
    ILLEGIBLE: { description: 'It cannot be read.' },
    SEAL_MISMATCH: { description: 'The seal is not the registered one (届出印相違).' },
    IDENTITY_NOT_PROVEN: { description: 'Who signed it could not be established.' },
    WITHDRAWN_BY_CUSTOMER: { description: 'The customer withdrew it.' },
    NO_LONGER_APPLICABLE: { description: 'What it asks for has become pointless.' },
  },
});
