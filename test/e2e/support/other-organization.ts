import type { TestGateway } from '../../support/gateway';
import type { GatewayClient, UnionResult } from '../../support/gateway-client';
import { addNewcomer, form, openedToken, register } from '../registration-stage';
import { newcomer } from './newcomer';

/** Another customer of the bank, as it came about over HTTP: a master, logged in, and one general user. */
export interface OtherOrganization {
  readonly master: GatewayClient;
  readonly masterId: string;
  readonly generalUserId: string;
}

/** Registers the master of a new organization, who creates a general user. */
export async function otherOrganization(gateway: TestGateway): Promise<OtherOrganization> {
  const master = gateway.client();
  const entries = form(await openedToken(master, await addNewcomer(gateway)));
  const { loginId, loginPassword, confirmationPassword, securityAnswers } = entries as unknown as {
    readonly loginId: string;
    readonly loginPassword: string;
    readonly confirmationPassword: string;
    readonly securityAnswers: readonly { readonly questionId: number; readonly answer: string }[];
  };
  const registered = await register(master, entries);
  const asked = await master.loginOnly(loginId, loginPassword);
  const { id } = asked['question'] as { readonly id: number };
  await master.answer(asked, securityAnswers.find(({ questionId }) => questionId === id)?.answer ?? '');
  const input = newcomer({ loginId: 'kosai005', confirmationPassword });
  const created = await master.run('create-user', { input });
  return { master, masterId: userIn(registered), generalUserId: userIn(created) };
}

function userIn(result: UnionResult): string {
  const user = result['user'] as { readonly id: string } | undefined;
  if (user === undefined) throw new Error(`no user came of it: ${JSON.stringify(result)}`);
  return user.id;
}
