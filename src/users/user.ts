/** Who a user is to the bank (design "Words"). Staff belong to no organization. */
export const ROLES = ['MASTER', 'GENERAL', 'STAFF'] as const;
export type Role = (typeof ROLES)[number];

/** The languages that the service speaks to people. */
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a user may do (利用権限): look accounts up, request (依頼権限) and approve (承認権限) transfers and collections. */
export const PERMISSIONS = [
  'INQUIRY',
  'TRANSFER_REQUEST',
  'TRANSFER_APPROVE',
  'COLLECTION_REQUEST',
  'COLLECTION_APPROVE',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What a user may do and up to which amounts (限度額), in yen. */
export interface Rights {
  readonly permissions: readonly Permission[];
  readonly transferLimitYen: number;
  readonly collectionLimitYen: number;
}

/** A user who may do nothing. */
export const NO_RIGHTS: Rights = { permissions: [], transferLimitYen: 0, collectionLimitYen: 0 };

export interface User extends Rights {
  readonly id: string;
  readonly organizationId: string | null;
  readonly role: Role;
  readonly loginId: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly createdAt: Date;
  /** Grows with every change, so that an administrator who saw an older state is told. */
  readonly version: number;
}
