import type { Organization } from '../users/organization';

/** What a receipt lets the core-banking system do, or stop doing (R10). Amounts are in yen; hashes are lower-case hex. */
export type ReceiptContent =
  | { readonly kind: 'INQUIRY' }
  | {
      readonly kind: 'TRANSFER';
      /** The core-banking system's own name of the transfer, so that it carries out each one once. */
      readonly reference: string;
      readonly amountYen: number;
      readonly payloadSha256: string;
    }
  | (ApprovedData & { readonly kind: 'APPROVAL' })
  | (ApprovedData & {
      readonly kind: 'APPROVAL_CANCELLATION';
      /** The `jti` of the approval that is taken back. */
      readonly cancelledReceiptId: string;
    });

/** The data that was approved: its size and the hash of the payload that the core-banking system holds. */
export interface ApprovedData {
  readonly requestId: string;
  readonly contentVersion: number;
  readonly dataKind: 'TRANSFER' | 'COLLECTION';
  readonly itemCount: number;
  readonly totalAmountYen: number;
  readonly payloadSha256: string;
  readonly requestedByUserId: string;
}

/** A receipt to be signed. */
export interface ReceiptRequest {
  /** The `jti`: the same authorisation keeps it however often its receipt is signed, so that it can be used once only. */
  readonly id: string;
  readonly organization: Organization;
  /** Who authorised it. */
  readonly userId: string;
  readonly content: ReceiptContent;
}

/** A signed receipt (JWS in compact form, EdDSA). */
export interface SignedReceipt {
  readonly id: string;
  readonly jws: string;
  readonly expiresAt: Date;
}

/** Signs what was authorised, for a core-banking system that verifies it without calling back (R10). */
export interface Receipts {
  sign(receipt: ReceiptRequest): Promise<SignedReceipt>;
}
