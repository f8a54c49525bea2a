import type { Role } from '../../users/user';

/** Who may call an operation: anyone, whoever has a session, or users of certain roles. */
export type Access = 'ANYONE' | 'ANY_SESSION' | readonly Role[];

/** What the gateway enforces before an operation runs. */
export interface OperationRule {
  readonly access: Access;
  /** It checks a secret, so one request may hold one such operation only: aliases, fragments and lists are no way to guess more. */
  readonly verifiesSecret: boolean;
  /** Strangers can call it to try secrets, so it is throttled by address. */
  readonly throttledByAddress: boolean;
}

const MASTER: Access = ['MASTER'];

const open: OperationRule = { access: 'ANYONE', verifiesSecret: true, throttledByAddress: true };
const session: OperationRule = { access: 'ANY_SESSION', verifiesSecret: false, throttledByAddress: false };
const masterReads: OperationRule = { access: MASTER, verifiesSecret: false, throttledByAddress: false };
const masterChanges: OperationRule = { access: MASTER, verifiesSecret: true, throttledByAddress: false };

/**
 * Every operation and its rule. The schema is refused at start-up if one of its operations is missing here, so that a
 * new operation is closed until somebody decides who may call it.
 */
export const OPERATION_RULES: Readonly<Record<string, OperationRule>> = {
  'Mutation.login': open,
  'Mutation.logout': session,
  'Query.viewer': session,
  'Query.users': masterReads,
  'Query.user': masterReads,
  'Mutation.createUser': masterChanges,
  'Mutation.suspendUser': masterChanges,
  'Mutation.releaseSuspension': masterChanges,
};
