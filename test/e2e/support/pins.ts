import { DEMO_ORGANIZATION } from '../../../src/demo/demo-accounts';
import type { TestGateway } from '../../support/gateway';
import type { GatewayClient, UnionResult } from '../../support/gateway-client';
import { idOf, loggedIn, MASTER, ODAWARA } from './people';

const { INQUIRY_PIN, TRANSFER_PIN, CONFIRMATION_PIN, APPROVAL_PIN } = DEMO_ORGANIZATION.pins;

/** The demo organization's PINs as the input of a transfer names them. */
export const RIGHT_PINS = {
  transferPin: TRANSFER_PIN,
  confirmationPin: CONFIRMATION_PIN,
  approvalPin: APPROVAL_PIN,
} as const;

/** A PIN that is none of them. */
export const WRONG_PIN = '0000';

/** A transfer without faults. */
export const TRANSFER = {
  reference: 'FURIKOMI-0001',
  amountYen: 98_000,
  payloadSha256: 'c0ffee42'.repeat(8),
} as const;

export function inquire(client: GatewayClient, inquiryPin: string = INQUIRY_PIN): Promise<UnionResult> {
  return client.run('authorize-inquiry', { input: { inquiryPin } });
}

export function transfer(client: GatewayClient, overrides: object = {}): Promise<UnionResult> {
  return client.run('authorize-transfer', { input: { ...TRANSFER, ...RIGHT_PINS, ...overrides } });
}

/** The kinds of so many results, one after the other. */
export async function kindsOfTimes(times: number, run: () => Promise<UnionResult>): Promise<string[]> {
  const kinds: string[] = [];
  for (let entry = 0; entry < times; entry += 1) kinds.push((await run()).__typename);
  return kinds;
}

/** A general user with these rights, logged in. */
export async function generalUserWith(
  gateway: TestGateway,
  rights: { readonly permissions: readonly string[]; readonly transferYen: number },
  person = ODAWARA,
): Promise<GatewayClient> {
  const master = await loggedIn(gateway, MASTER);
  const { confirmationPassword } = MASTER;
  const userId = await idOf(gateway, person);
  const { version } = (await master.run('user', { id: userId })) as unknown as { readonly version: number };
  const { permissions, transferYen } = rights;
  const input = {
    userId,
    version,
    permissions,
    limits: { transferYen, collectionYen: 0 },
    confirmationPassword,
  };
  const result = await master.run('update-user', { input });
  if (result.__typename !== 'UserUpdated') throw new Error(JSON.stringify(result));
  return loggedIn(gateway, person);
}

/** Header and claims of a receipt, unverified. */
export function claimsOf({ receipt }: UnionResult): Record<string, unknown> {
  const [, claims = ''] = String(receipt).split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
}
