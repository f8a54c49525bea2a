import type { ApprovedData, ReceiptContent, ReceiptRequest } from './receipt';
import type { ReceiptSettings } from './receipt-settings';

/** The JWS header's `typ`, so that no other token of ours can be passed off as a receipt (RFC 8725, section 3.11). */
export const RECEIPT_TYPE = 'sekisho-receipt+jwt';

/** The life of a receipt in whole seconds since 1970 (RFC 7519, section 2, NumericDate). */
export interface ReceiptLife {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** The claims of a receipt (docs/receipts.md). Everything is named here, so that nothing else can get into one. */
export function receiptClaims(
  { id, userId, organization, content }: ReceiptRequest,
  { issuedAt, expiresAt }: ReceiptLife,
  { issuer, audience }: Pick<ReceiptSettings, 'issuer' | 'audience'>,
): Readonly<Record<string, unknown>> {
  return {
    iss: issuer,
    aud: audience,
    sub: userId,
    jti: id,
    iat: issuedAt,
    exp: expiresAt,
    organization: {
      id: organization.id,
      branchCode: organization.branchCode,
      accountType: organization.accountType,
      accountNumber: organization.accountNumber,
    },
    content: contentClaim(content),
  };
}

function contentClaim(content: ReceiptContent): ReceiptContent {
  switch (content.kind) {
    case 'INQUIRY':
      return { kind: content.kind };
    case 'TRANSFER': {
      const { kind, reference, amountYen, payloadSha256 } = content;
      return { kind, reference, amountYen, payloadSha256 };
    }
    case 'APPROVAL':
      return { kind: content.kind, ...approvedData(content) };
    case 'APPROVAL_CANCELLATION':
      return {
        kind: content.kind,
        ...approvedData(content),
        cancelledReceiptId: content.cancelledReceiptId,
      };
    default:
      return content satisfies never;
  }
}

function approvedData(data: ApprovedData): ApprovedData {
  const { requestId, contentVersion, dataKind, itemCount, totalAmountYen, payloadSha256, requestedByUserId } =
    data;
  return { requestId, contentVersion, dataKind, itemCount, totalAmountYen, payloadSha256, requestedByUserId };
}
