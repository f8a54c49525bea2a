import type { Permission, Rights } from '../users/user';

/** What passes as an approval request (R10): transfer data (振込) and collection data (請求). */
export const APPROVAL_KINDS = ['TRANSFER', 'COLLECTION'] as const;

export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** The permission to request data of a kind (依頼権限). */
export const REQUEST_PERMISSIONS = {
  TRANSFER: 'TRANSFER_REQUEST',
  COLLECTION: 'COLLECTION_REQUEST',
} as const satisfies Readonly<Record<ApprovalKind, Permission>>;

/** The permission to approve data of a kind (承認権限). */
export const APPROVE_PERMISSIONS = {
  TRANSFER: 'TRANSFER_APPROVE',
  COLLECTION: 'COLLECTION_APPROVE',
} as const satisfies Readonly<Record<ApprovalKind, Permission>>;

/** Up to which amount a user may request or approve data of a kind (限度額), in yen. */
export function limitYenOf(rights: Rights, kind: ApprovalKind): number {
  switch (kind) {
    case 'TRANSFER':
      return rights.transferLimitYen;
    case 'COLLECTION':
      return rights.collectionLimitYen;
    default:
      return kind satisfies never;
  }
}
