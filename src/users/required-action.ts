/**
 * What a user has to do before anything else works (R2, R5): replace a password that somebody else set, set the missing
 * confirmation password, register security answers.
 */
export const REQUIRED_ACTIONS = [
  'CHANGE_LOGIN_PASSWORD',
  'SET_CONFIRMATION_PASSWORD',
  'REGISTER_SECURITY_ANSWERS',
] as const;

export type RequiredAction = (typeof REQUIRED_ACTIONS)[number];

/** What is known of a user's secrets: null for one that is not set. */
export interface SecretsInPlace {
  readonly loginPassword: { readonly mustChange: boolean };
  readonly confirmationPassword: { readonly mustChange: boolean } | null;
  readonly securityAnswersRegistered: boolean;
}

/** What is still to be done, in the order in which a front end should ask for it; nothing when the user may go on. */
export function requiredActions(secrets: SecretsInPlace): readonly RequiredAction[] {
  const actions: RequiredAction[] = [];
  if (secrets.loginPassword.mustChange) actions.push('CHANGE_LOGIN_PASSWORD');
  if (secrets.confirmationPassword?.mustChange ?? true) actions.push('SET_CONFIRMATION_PASSWORD');
  if (!secrets.securityAnswersRegistered) actions.push('REGISTER_SECURITY_ANSWERS');
  return actions;
}
