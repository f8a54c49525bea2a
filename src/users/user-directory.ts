import type { CredentialOverview } from './credential-state';
import type { User } from './user';

/** Where a page of users begins: after this user, in order of creation. */
export interface UserPosition {
  readonly createdAt: Date;
  readonly id: string;
}

/** Reads users of one organization. Another organization's user is simply not found (R5). */
export interface UserDirectory {
  find(organizationId: string, userId: string): Promise<User | null>;
  /** At most `count` users after `after`, oldest first. */
  page(organizationId: string, count: number, after: UserPosition | null): Promise<readonly User[]>;
  count(organizationId: string): Promise<number>;
  /** The credentials of each user, by user id. */
  credentialsOf(
    userIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, readonly CredentialOverview[]>>;
}
