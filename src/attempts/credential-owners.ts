import type { EntityManager } from 'typeorm';

/** Whose credential it is; `userId` is null for an organization's PIN, `organizationId` for the bank's staff. */
export interface CredentialOwner {
  readonly userId: string | null;
  readonly organizationId: string | null;
}

/** Finds the owner of a credential by the hash of its attempt key. */
export interface CredentialOwners {
  /** The owner, read within `transaction`; null for a credential that nobody owns, such as an unknown login ID's. */
  ownerOf(attemptKeyHash: string, transaction: EntityManager): Promise<CredentialOwner | null>;
}
