import { SECRET_FIELDS } from './secret-field';
import type { SecretField } from './secret-field';
import type { Candidate, SecretRule } from './secret-rule';
import type { ViolationCode } from './violation';

const SAME_AS = {
  loginId: 'SAME_AS_LOGIN_ID',
  loginPassword: 'SAME_AS_LOGIN_PASSWORD',
  confirmationPassword: 'SAME_AS_CONFIRMATION_PASSWORD',
} as const satisfies Record<SecretField, ViolationCode>;

/** R1: login ID, login password and confirmation password differ from one another, and a new one from the current one. */
export const differenceRule: SecretRule = (candidate) =>
  SECRET_FIELDS.filter((other) => isSameAs(other, candidate)).map((other) =>
    other === candidate.field ? 'SAME_AS_CURRENT' : SAME_AS[other],
  );

function isSameAs(other: SecretField, { field, secret, review }: Candidate): boolean {
  const alsoProposed = review.proposed[other];
  // Of two equal proposals only the later field is reported: changing one of the two is enough.
  if (other !== field && alsoProposed !== undefined)
    return comesBefore(other, field) && alsoProposed === secret;
  return (
    review.current[other] === secret ||
    review.equalToStored.some((match) => match.proposed === field && match.stored === other)
  );
}

function comesBefore(one: SecretField, other: SecretField): boolean {
  return SECRET_FIELDS.indexOf(one) < SECRET_FIELDS.indexOf(other);
}
