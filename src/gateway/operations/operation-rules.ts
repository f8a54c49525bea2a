import type { RequiredAction } from '../../users/required-action';
import type { Role } from '../../users/user';

/** Who may call an operation: anyone, whoever has a session, or users of certain roles. */
export type Access = 'ANYONE' | 'ANY_SESSION' | readonly Role[];

/** What the gateway enforces before an operation runs. */
export interface OperationRule {
  readonly access: Access;
  /** It checks a secret, so one request may hold one such operation only: aliases, fragments and lists are no way to guess more. */
  readonly verifiesSecret: boolean;
  /**
   * It works while something is required of the user first (R2), be it anything or this action; every other operation is
   * refused until that is done.
   */
  readonly whileActionsRequired: boolean | RequiredAction;
  /** Strangers can call it to try secrets, so it is throttled by address. */
  readonly throttledByAddress: boolean;
}

const MASTER: Access = ['MASTER'];
const STAFF: Access = ['STAFF'];
const CUSTOMERS: Access = ['MASTER', 'GENERAL'];

const closed = { verifiesSecret: false, whileActionsRequired: false, throttledByAddress: false };

const strangerTriesSecret: OperationRule = {
  ...closed,
  access: 'ANYONE',
  verifiesSecret: true,
  throttledByAddress: true,
};
const always: OperationRule = { ...closed, access: 'ANY_SESSION', whileActionsRequired: true };
const provesOwnPassword: OperationRule = { ...always, verifiesSecret: true };
/**
 * Who has answers changes them by the confirmation password, which must not be one that somebody else chose: that opens
 * nothing, and may have run out.
 */
const registersAnswers: OperationRule = {
  ...provesOwnPassword,
  whileActionsRequired: 'REGISTER_SECURITY_ANSWERS',
};
const ownReads: OperationRule = { ...closed, access: 'ANY_SESSION' };
const masterReads: OperationRule = { ...closed, access: MASTER };
const masterChanges: OperationRule = { ...closed, access: MASTER, verifiesSecret: true };
const customerActs: OperationRule = { ...closed, access: CUSTOMERS };
const customerConfirms: OperationRule = { ...closed, access: CUSTOMERS, verifiesSecret: true };
const staffReads: OperationRule = { ...closed, access: STAFF };
const staffChanges: OperationRule = { ...closed, access: STAFF, verifiesSecret: true };

/**
 * Every operation and its rule. The schema is refused at start-up if one of its operations is missing here, so that a
 * new operation is closed until somebody decides who may call it.
 */
export const OPERATION_RULES: Readonly<Record<string, OperationRule>> = {
  'Mutation.login': strangerTriesSecret,
  'Mutation.answerSecurityQuestion': strangerTriesSecret,
  'Mutation.openRegistration': strangerTriesSecret,
  'Mutation.registerMasterUser': strangerTriesSecret,
  'Mutation.logout': always,
  'Query.viewer': always,
  'Query.policy': { ...closed, access: 'ANYONE' },
  'Query.sessions': ownReads,
  'Mutation.endSession': ownReads,
  'Mutation.changeLoginPassword': provesOwnPassword,
  'Mutation.changeConfirmationPassword': provesOwnPassword,
  'Query.securityQuestions': { ...closed, access: 'ANYONE' },
  'Mutation.registerSecurityAnswers': registersAnswers,
  'Query.trustedDevices': ownReads,
  'Mutation.forgetTrustedDevice': ownReads,
  'Query.operationHistory': ownReads,
  'Mutation.authorizeInquiry': customerConfirms,
  'Mutation.authorizeTransfer': customerConfirms,
  'Query.users': masterReads,
  'Query.user': masterReads,
  'Query.organization': masterReads,
  'Mutation.updateOrganizationSettings': masterChanges,
  'Mutation.createUser': masterChanges,
  'Mutation.updateUser': masterChanges,
  'Mutation.deleteUser': masterChanges,
  'Mutation.suspendUser': masterChanges,
  'Mutation.releaseSuspension': masterChanges,
  'Mutation.resetLoginPassword': masterChanges,
  'Mutation.resetConfirmationPassword': masterChanges,
  'Mutation.resetAdditionalAuthentication': masterChanges,
  'Query.approvalRequests': customerActs,
  'Mutation.submitApprovalRequest': customerActs,
  'Mutation.approve': customerConfirms,
  'Mutation.remand': customerActs,
  'Mutation.withdraw': customerActs,
  'Mutation.cancelApproval': customerConfirms,
  'Mutation.deleteApprovalRequest': customerActs,
  'Query.paperProcedures': staffReads,
  'Query.findOrganization': staffReads,
  'Mutation.receivePaperProcedure': staffChanges,
  'Mutation.verifyPaperProcedure': staffChanges,
  'Mutation.executePaperProcedure': staffChanges,
  'Mutation.rejectPaperProcedure': staffChanges,
};
