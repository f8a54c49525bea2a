import type { GatewayClient, UnionResult } from '../../support/gateway-client';

/** What a person of the story knows by heart, for as long as he does. */
export interface Person {
  readonly name: string;
  readonly loginId: string;
  readonly loginPassword: string;
  readonly confirmationPassword: string;
  readonly securityAnswers: readonly { readonly questionId: number; readonly answer: string }[];
}

/** Enters login ID and password, and nothing more. */
export function enters(device: GatewayClient, { loginId, loginPassword }: Person): Promise<UnionResult> {
  device.useBearer(null);
  return device.loginOnly(loginId, loginPassword);
}

/** Answers what `asked` asks. */
export function answers(device: GatewayClient, asked: UnionResult, person: Person): Promise<UnionResult> {
  const { id } = asked['question'] as { readonly id: number };
  const known = person.securityAnswers.find(({ questionId }) => questionId === id);
  return device.answer(asked, known?.answer ?? 'わすれました');
}

/** Does what a first login requires, one after the other; in the end he has what `becoming` says. */
export async function settles(
  device: GatewayClient,
  temporaryLoginPassword: string,
  becoming: Person,
): Promise<void> {
  await replacesLoginPassword(device, temporaryLoginPassword, becoming.loginPassword);
  await replacesConfirmationPassword(device, undefined, becoming.confirmationPassword);
  await registersAnswers(device, becoming);
}

/** Replaces the login password and goes on in the session that comes of it. */
export async function replacesLoginPassword(
  device: GatewayClient,
  currentLoginPassword: string,
  newLoginPassword: string,
): Promise<void> {
  const input = { currentLoginPassword, newLoginPassword };
  goesOn(device, await device.run('change-login-password', { input }));
}

/** Replaces the confirmation password, or sets the first, and goes on in the session that comes of it. */
export async function replacesConfirmationPassword(
  device: GatewayClient,
  currentConfirmationPassword: string | undefined,
  newConfirmationPassword: string,
): Promise<void> {
  const input = { currentConfirmationPassword, newConfirmationPassword };
  goesOn(device, await device.run('change-confirmation-password', { input }));
}

/** Registers the answers where none are registered; the device is known from then on. */
export async function registersAnswers(device: GatewayClient, { securityAnswers }: Person): Promise<void> {
  const result = await device.run('register-security-answers', { input: { answers: securityAnswers } });
  if (typeof result['deviceToken'] !== 'string') throw new Error(JSON.stringify(result));
  device.useDevice(result['deviceToken']);
}

function goesOn(device: GatewayClient, result: UnionResult): void {
  if (typeof result['sessionToken'] !== 'string') throw new Error(JSON.stringify(result));
  device.useBearer(result['sessionToken']);
}
