/** Who a user is to the bank (design "Words"). Staff belong to no organization. */
export const ROLES = ['MASTER', 'GENERAL', 'STAFF'] as const;
export type Role = (typeof ROLES)[number];

/** The languages that the service speaks to people. */
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface User {
  readonly id: string;
  readonly organizationId: string | null;
  readonly role: Role;
  readonly loginId: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly createdAt: Date;
}
