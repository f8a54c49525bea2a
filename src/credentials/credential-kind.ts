/** The kinds of secret that the rules know; each credential is one secret of one kind with one owner (design "Words"). */
export const CREDENTIAL_KINDS = [
  'LOGIN_PASSWORD',
  'CONFIRMATION_PASSWORD',
  'INQUIRY_PIN',
  'TRANSFER_PIN',
  'CONFIRMATION_PIN',
  'APPROVAL_PIN',
  'SECURITY_ANSWER',
] as const;

export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];
