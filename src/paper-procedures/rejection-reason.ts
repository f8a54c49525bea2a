/** Why a form is not carried out. Codes only, so that nobody writes a secret or a login ID down beside it. */
export const REJECTION_REASONS = [
  'ENTERED_WRONGLY',
  'INCOMPLETE',
  'ILLEGIBLE',
  'SEAL_MISMATCH',
  'IDENTITY_NOT_PROVEN',
  'WITHDRAWN_BY_CUSTOMER',
  'NO_LONGER_APPLICABLE',
] as const;

export type RejectionReason = (typeof REJECTION_REASONS)[number];
