import type { CredentialOverview } from './credential-state';
import type { User } from './user';

/** Where a page of users begins: after this user, in order of creation. */
export interface UserPosition {
  readonly createdAt: Date;
  readonly id: string;
}

/** Which part of an organization's users to read. */
export interface UserQuery {
  readonly organizationId: string;
  /** Found within name, login ID or e-mail address, whatever the case and width of letters (NFKC); null finds all. */
  readonly search: string | null;
}

/** Reads users of one organization. Another organization's user is simply not found (R5). */
export interface UserDirectory {
  /** Nobody, too, for a text that is no identifier at all. */
  find(organizationId: string, userId: string): Promise<User | null>;
  /** At most `count` users after `after`, oldest first. */
  page(query: UserQuery, count: number, after: UserPosition | null): Promise<readonly User[]>;
  count(query: UserQuery): Promise<number>;
  countGeneralUsers(organizationId: string): Promise<number>;
  /** The credentials of each user, by user id. */
  credentialsOf(
    userIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, readonly CredentialOverview[]>>;
}
