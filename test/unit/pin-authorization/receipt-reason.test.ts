import fc from 'fast-check';
import { receiptReason } from '../../../src/pin-authorization/receipt-reason';

describe('R11 › what the history says of an authorisation', () => {
  it('is a reason as the history allows them, from which the receipt’s identifier can be read', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const reason = receiptReason(id);
        expect(reason).toMatch(/^[A-Z_]+$/);
        const digits = [...reason.slice('RECEIPT_'.length)].map((letter) =>
          (letter.charCodeAt(0) - 65).toString(16),
        );
        expect(digits.join('')).toBe(id.replaceAll('-', ''));
      }),
    );
  });
});
