import { wordEnum } from '../../graphql/word-enum';
import type { PaperProcedureKind } from '../paper-procedure-kind';
import type { PaperProcedureState } from '../paper-procedure-state';
import type { RejectionReason } from '../rejection-reason';

export const PaperProcedureKindEnum = wordEnum<PaperProcedureKind>(
  'PaperProcedureKind',
  'What only paper can do (書面手続).',
  {
    OPEN_CONTRACT: 'A new organization with its representative account and four PINs.',
    INITIALIZE_MASTER_CREDENTIALS: 'The master’s login ID and passwords are wiped; a master registers anew.',
    RELEASE_MASTER_SUSPENSION: 'The master’s suspended credentials are released.',
    RESET_MASTER_ADDITIONAL_AUTHENTICATION: 'The master’s security answers and known devices go.',
    CHANGE_PINS: 'New PINs of the organization.',
    RELEASE_PIN_SUSPENSION: 'The organization’s suspended PINs are released.',
    RESTORE_STAFF: 'A member of staff gets access again from another pair of staff.',
  },
);

export const PaperProcedureStateEnum = wordEnum<PaperProcedureState>(
  'PaperProcedureState',
  'How far staff have come with a form.',
  {
    RECEIVED: 'Entered by one member of staff.',
    VERIFIED: 'Compared with the paper by another.',
    EXECUTED: 'Carried out. Final.',
    REJECTED: 'Not to be carried out. Final.',
  },
);

export const RejectionReasonEnum = wordEnum<RejectionReason>(
  'PaperRejectionReason',
  'Why a form is not carried out.',
  {
    ENTERED_WRONGLY: 'It was entered wrongly and can be received again.',
    INCOMPLETE: 'Something is missing on the form.',
    ILLEGIBLE: 'It cannot be read.',
    SEAL_MISMATCH: 'The seal is not the registered one (届出印相違).',
    IDENTITY_NOT_PROVEN: 'Who signed it could not be established.',
    WITHDRAWN_BY_CUSTOMER: 'The customer withdrew it.',
    NO_LONGER_APPLICABLE: 'What it asks for has become pointless.',
  },
);
