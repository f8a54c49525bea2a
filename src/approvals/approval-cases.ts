import type { EntityManager } from 'typeorm';
import type { ActingUser } from '../users/acting-user';
import type { Organization } from '../users/organization';
import type { User } from '../users/user';
import type { ApprovalRequest } from './approval-request';
import type { IdempotencyMark } from './idempotency-key';

/** Who acts, as the request shows him. */
export type ActingMember = Pick<ActingUser, 'id' | 'organizationId'>;

/** The user who acts and his organization, as they stand in the database. */
export interface ActingParties {
  readonly user: User;
  readonly organization: Organization;
}

/** A request with the user who acts on it. */
export interface ApprovalCase extends ActingParties {
  readonly request: ApprovalRequest;
}

/** A request that was made under a key, as it stands now. */
export interface MarkedRequest {
  readonly request: ApprovalRequest;
  /** Whether what was submitted under the key then is what the mark is of. */
  readonly sameContent: boolean;
}

/** The approval requests as they are kept, together with whom their rules ask about. Another organization's are not found. */
export interface ApprovalCases {
  find(acting: ActingMember, requestId: string): Promise<ApprovalCase | null>;
  /**
   * Runs `work` in a transaction that holds the request, so that of two steps at once one comes after the other, and that
   * keeps the user's rights and the organization's settings as they are until it ends. Null if there is no such request.
   */
  whileHeld<Result>(
    acting: ActingMember,
    requestId: string,
    work: (held: ApprovalCase, transaction: EntityManager) => Promise<Result>,
  ): Promise<Result | null>;
  /** The same without a request, for making one. Null if the user is gone. */
  whilePartiesHeld<Result>(
    acting: ActingMember,
    work: (parties: ActingParties, transaction: EntityManager) => Promise<Result>,
  ): Promise<Result | null>;
  /** A user of the organization, whose rights stay as they are until the transaction ends. */
  colleague(organizationId: string, userId: string, transaction: EntityManager): Promise<User | null>;
  /** What this user has made under the key of a mark; null if nothing. */
  madeUnder(
    acting: ActingMember,
    mark: IdempotencyMark,
    transaction: EntityManager,
  ): Promise<MarkedRequest | null>;
  /**
   * Enters a new request, under a mark if there is one. False if its requester has made one under that key, be it at this
   * very moment: then nothing is entered, and the other one can be found.
   */
  insert(
    request: ApprovalRequest,
    mark: IdempotencyMark | null,
    transaction: EntityManager,
  ): Promise<boolean>;
  save(request: ApprovalRequest, transaction: EntityManager): Promise<void>;
}
