/**
 * What the history says of an authorisation: the `jti` of the receipt that it gave out, its 32 hexadecimal digits written
 * as the letters A to P, since reasons are made of capital letters (R11). `tr A-P 0-9a-f` reads it back.
 */
export function receiptReason(receiptId: string): string {
  const letters = receiptId.replaceAll('-', '').replace(/[0-9a-f]/g, (digit) => {
    return String.fromCharCode(65 + Number.parseInt(digit, 16));
  });
  return `RECEIPT_${letters}`;
}
