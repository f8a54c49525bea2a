/** The fields that the secrets policy (R1) governs, in the order in which they are compared with one another. */
export const SECRET_FIELDS = ['loginId', 'loginPassword', 'confirmationPassword'] as const;

export type SecretField = (typeof SECRET_FIELDS)[number];
