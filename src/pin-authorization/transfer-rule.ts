/** A transfer as the core-banking system is to carry it out (R4, R10). */
export interface Transfer {
  /** The core-banking system's own name of it. */
  readonly reference: string;
  /** In yen. */
  readonly amountYen: number;
  /** The hash of the payload that the core-banking system holds, in lower-case hexadecimal. */
  readonly payloadSha256: string;
}

/** One entry that cannot be accepted. */
export interface TransferViolation {
  readonly field: keyof Transfer;
  readonly code: 'INVALID_REFERENCE' | 'NOT_POSITIVE' | 'OVER_LIMIT' | 'INVALID_HASH';
}

/** Letters, digits and what separates them in names of orders: nothing that a file, a log or a URL would read otherwise. */
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const SHA256 = /^[0-9a-f]{64}$/;

/** Every violation of a transfer at once, for a user who may transfer up to `limitYen`. */
export function transferViolations(
  { reference, amountYen, payloadSha256 }: Transfer,
  limitYen: number,
): readonly TransferViolation[] {
  const violations: TransferViolation[] = [];
  if (!REFERENCE.test(reference)) violations.push({ field: 'reference', code: 'INVALID_REFERENCE' });
  if (amountYen < 1) violations.push({ field: 'amountYen', code: 'NOT_POSITIVE' });
  if (amountYen > limitYen) violations.push({ field: 'amountYen', code: 'OVER_LIMIT' });
  if (!SHA256.test(payloadSha256)) violations.push({ field: 'payloadSha256', code: 'INVALID_HASH' });
  return violations;
}
