import type { OperationRule } from '../../../src/gateway/operations/operation-rules';
import type { Role } from '../../../src/users/user';

/** How far a caller has come. */
export type Stage = 'none' | 'challenge' | 'required' | 'full' | 'ended' | 'suspended';

/** Who calls: the role of the person, and the stage of what he shows as his session. */
export interface Caller {
  readonly stage: Stage;
  /** Null for whoever shows nothing at all. */
  readonly role: Role | null;
}

/** What comes of a call: it runs, or the error that it ends with. */
export type Decision = 'RUNS' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'ACTION_REQUIRED';

const ROLES: readonly Role[] = ['GENERAL', 'MASTER', 'STAFF'];
const STAGES: readonly Stage[] = ['challenge', 'required', 'full', 'ended', 'suspended'];

/** The columns of {@link AUTHORIZATION_TABLE}, from left to right. */
export const CALLERS: readonly Caller[] = [
  { stage: 'none', role: null },
  ...STAGES.flatMap((stage) => ROLES.map((role) => ({ stage, role }))),
];

const DECISIONS: Readonly<Record<string, Decision>> = {
  '+': 'RUNS',
  '?': 'UNAUTHENTICATED',
  '-': 'FORBIDDEN',
  '!': 'ACTION_REQUIRED',
};

/**
 * Who may do what. G, M, S: general user, master, staff.
 *
 *   none       shows no session               full       logged in, nothing required
 *   challenge  owes an answer (R8), shows     ended      shows a session that has been logged out
 *              the challenge's token          suspended  shows a session from before the suspension
 *   required   logged in, has to change the
 *              login password first (R2)
 *
 *   + it runs    ? please log in    - not permitted    ! first do what is required
 */
const AUTHORIZATION_TABLE = `
                                          none  challenge  required   full     ended   suspended
                                                 G M S      G M S     G M S    G M S     G M S
  Query.policy                             +     + + +      + + +     + + +    + + +     + + +
  Query.securityQuestions                  +     + + +      + + +     + + +    + + +     + + +
  Mutation.login                           +     + + +      + + +     + + +    + + +     + + +
  Mutation.answerSecurityQuestion          +     + + +      + + +     + + +    + + +     + + +
  Mutation.openRegistration                +     + + +      + + +     + + +    + + +     + + +
  Mutation.registerMasterUser              +     + + +      + + +     + + +    + + +     + + +

  Query.viewer                             ?     ? ? ?      + + +     + + +    ? ? ?     ? ? ?
  Mutation.logout                          ?     ? ? ?      + + +     + + +    ? ? ?     ? ? ?
  Mutation.changeLoginPassword             ?     ? ? ?      + + +     + + +    ? ? ?     ? ? ?
  Mutation.changeConfirmationPassword      ?     ? ? ?      + + +     + + +    ? ? ?     ? ? ?
  Mutation.registerSecurityAnswers         ?     ? ? ?      ! ! !     + + +    ? ? ?     ? ? ?

  Query.sessions                           ?     ? ? ?      ! ! !     + + +    ? ? ?     ? ? ?
  Mutation.endSession                      ?     ? ? ?      ! ! !     + + +    ? ? ?     ? ? ?
  Query.trustedDevices                     ?     ? ? ?      ! ! !     + + +    ? ? ?     ? ? ?
  Mutation.forgetTrustedDevice             ?     ? ? ?      ! ! !     + + +    ? ? ?     ? ? ?
  Query.operationHistory                   ?     ? ? ?      ! ! !     + + +    ? ? ?     ? ? ?

  Query.organization                       ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Query.users                              ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Query.user                               ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Mutation.updateOrganizationSettings      ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Mutation.createUser                      ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Mutation.updateUser                      ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Mutation.deleteUser                      ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Mutation.suspendUser                     ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Mutation.releaseSuspension               ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Mutation.resetLoginPassword              ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Mutation.resetConfirmationPassword       ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?
  Mutation.resetAdditionalAuthentication   ?     ? ? ?      - ! -     - + -    ? ? ?     ? ? ?

  Mutation.authorizeInquiry                ?     ? ? ?      ! ! -     + + -    ? ? ?     ? ? ?
  Mutation.authorizeTransfer               ?     ? ? ?      ! ! -     + + -    ? ? ?     ? ? ?

  Query.approvalRequests                   ?     ? ? ?      ! ! -     + + -    ? ? ?     ? ? ?
  Mutation.submitApprovalRequest           ?     ? ? ?      ! ! -     + + -    ? ? ?     ? ? ?
  Mutation.approve                         ?     ? ? ?      ! ! -     + + -    ? ? ?     ? ? ?
  Mutation.remand                          ?     ? ? ?      ! ! -     + + -    ? ? ?     ? ? ?
  Mutation.withdraw                        ?     ? ? ?      ! ! -     + + -    ? ? ?     ? ? ?
  Mutation.cancelApproval                  ?     ? ? ?      ! ! -     + + -    ? ? ?     ? ? ?
  Mutation.deleteApprovalRequest           ?     ? ? ?      ! ! -     + + -    ? ? ?     ? ? ?

  Query.paperProcedures                    ?     ? ? ?      - - !     - - +    ? ? ?     ? ? ?
  Query.findOrganization                   ?     ? ? ?      - - !     - - +    ? ? ?     ? ? ?
  Mutation.receivePaperProcedure           ?     ? ? ?      - - !     - - +    ? ? ?     ? ? ?
  Mutation.verifyPaperProcedure            ?     ? ? ?      - - !     - - +    ? ? ?     ? ? ?
  Mutation.executePaperProcedure           ?     ? ? ?      - - !     - - +    ? ? ?     ? ? ?
  Mutation.rejectPaperProcedure            ?     ? ? ?      - - !     - - +    ? ? ?     ? ? ?
`;

/** The table's rows by operation, each with one decision a caller of {@link CALLERS}. */
export function authorizationTable(): ReadonlyMap<string, readonly Decision[]> {
  const rows = AUTHORIZATION_TABLE.split('\n').filter((line) =>
    /\b(Query|Mutation|Subscription)\./.test(line),
  );
  return new Map(
    rows.map((line) => {
      const [operation = '', ...cells] = line.trim().split(/\s+/);
      if (cells.length !== CALLERS.length) throw new Error(`${operation} has not one cell for each caller.`);
      return [operation, cells.map((cell) => decisionOf(cell))];
    }),
  );
}

/** What the gateway's own rule makes of a caller, to be held against the table. */
export function decisionByRule(
  { access, whileActionsRequired }: OperationRule,
  { stage, role }: Caller,
): Decision {
  if (access === 'ANYONE') return 'RUNS';
  if (role === null || (stage !== 'full' && stage !== 'required')) return 'UNAUTHENTICATED';
  if (access !== 'ANY_SESSION' && !access.includes(role)) return 'FORBIDDEN';
  const works = whileActionsRequired === true || whileActionsRequired === 'CHANGE_LOGIN_PASSWORD';
  return stage === 'required' && !works ? 'ACTION_REQUIRED' : 'RUNS';
}

function decisionOf(cell: string): Decision {
  const decision = DECISIONS[cell];
  if (decision === undefined) throw new Error(`The table has no such sign as ${cell}.`);
  return decision;
}
