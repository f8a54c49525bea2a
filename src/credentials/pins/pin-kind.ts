import type { CredentialKind } from '../credential-kind';

/** The four PINs of an organization (暗証番号, R4): inquiry (照会用), transfer (振込振替), confirmation (確認), approval (承認). */
export const PIN_KINDS = [
  'INQUIRY_PIN',
  'TRANSFER_PIN',
  'CONFIRMATION_PIN',
  'APPROVAL_PIN',
] as const satisfies readonly CredentialKind[];

export type PinKind = (typeof PIN_KINDS)[number];
