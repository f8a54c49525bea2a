import type { User } from './user';

/** The columns of a user for statements of their own; `users` goes by the alias `u` there. Read with {@link userFrom}. */
export const USER_COLUMNS = `u.id, u.organization_id AS "organizationId", u.role, u.login_id AS "loginId", u.name, u.email,
  u.language, u.created_at AS "createdAt", u.version, u.permissions,
  u.transfer_limit_yen AS "transferLimitYen", u.collection_limit_yen AS "collectionLimitYen"`;

/** A row of {@link USER_COLUMNS}; amounts as text. */
export type UserRow = Omit<User, 'transferLimitYen' | 'collectionLimitYen'> & {
  readonly transferLimitYen: string;
  readonly collectionLimitYen: string;
};

export function userFrom(row: UserRow): User {
  const { id, organizationId, role, loginId, name, email, language, createdAt, version, permissions } = row;
  return {
    id,
    organizationId,
    role,
    loginId,
    name,
    email,
    language,
    createdAt,
    version,
    permissions,
    transferLimitYen: Number(row.transferLimitYen),
    collectionLimitYen: Number(row.collectionLimitYen),
  };
}
