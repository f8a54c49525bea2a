import { DEMO_USERS, type DemoUser } from '../../../src/demo/demo-accounts';
import type { GatewayClient } from '../../support/gateway-client';
import type { TestGateway } from '../../support/gateway';

/** The people of the demo organization, and a helpdesk clerk. */
export const MASTER = person('hakone01');
export const ODAWARA = person('odawara1');
export const MISHIMA = person('mishima2');
export const NUMAZU = person('numazu03');
export const CLERK = person('helpdesk1');

/** A client with a session of this person. */
export async function loggedIn(gateway: Pick<TestGateway, 'client'>, who: DemoUser): Promise<GatewayClient> {
  const client = gateway.client();
  const result = await client.login(who.loginId, who.loginPassword);
  if (result.__typename !== 'LoggedIn') throw new Error(`${who.name} is not logged in: ${result.__typename}`);
  return client;
}

/** A device that this person has logged in from, so that no question is asked from it (R8): its token. */
export async function knownDevice(gateway: Pick<TestGateway, 'client'>, who: DemoUser): Promise<string> {
  const { __typename, deviceToken } = await gateway.client().login(who.loginId, who.loginPassword);
  if (typeof deviceToken !== 'string') throw new Error(`${who.name} has no known device: ${__typename}`);
  return deviceToken;
}

/** The identifier of a person. */
export async function idOf(
  gateway: Pick<TestGateway, 'query'>,
  { loginId }: Pick<DemoUser, 'loginId'>,
): Promise<string> {
  const [user] = await gateway.query<{ id: string }>('SELECT id FROM users WHERE login_id = $1', [loginId]);
  if (user === undefined) throw new Error('there is no such user');
  return user.id;
}

function person(loginId: string): DemoUser {
  const found = DEMO_USERS.find((user) => user.loginId === loginId);
  if (found === undefined) throw new Error('no such demo user');
  return found;
}
