import type { ReceiptContent, ReceiptRequest } from '../../../src/receipts/receipt';
import { receiptClaims } from '../../../src/receipts/receipt-claims';

const organization = {
  id: 'o',
  name: '関所商事',
  branchCode: '001',
  accountType: 'ORDINARY',
  accountNumber: '1234567',
  selfApprovalAllowed: false,
} as const;
const life = { issuedAt: 1_000, expiresAt: 1_120 };
const parties = { issuer: 'sekisho', audience: 'core-banking' };

describe('R10: the claims of a receipt', () => {
  it('hold nothing that was handed over beside what they are made of', () => {
    const request = {
      id: 'j',
      userId: 'u',
      organization,
      content: { kind: 'INQUIRY', inquiryPin: '1234' } as ReceiptContent,
      sessionToken: 'secret',
    } satisfies ReceiptRequest & { sessionToken: string };
    expect(receiptClaims(request, life, parties)).toEqual({
      iss: 'sekisho',
      aud: 'core-banking',
      sub: 'u',
      jti: 'j',
      iat: 1_000,
      exp: 1_120,
      organization: { id: 'o', branchCode: '001', accountType: 'ORDINARY', accountNumber: '1234567' },
      content: { kind: 'INQUIRY' },
    });
  });
});
