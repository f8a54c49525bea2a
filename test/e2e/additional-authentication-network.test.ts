import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_USERS, type DemoUser } from '../../src/demo/demo-accounts';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayClient } from '../support/gateway-client';
import { networkDatabase } from '../support/network-database';

const [{ loginId, loginPassword }] = DEMO_USERS as [DemoUser];

let folder: string;
let gateway: TestGateway;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'additional-authentication-'));
  const path = join(folder, 'asn.mmdb');
  writeFileSync(
    path,
    networkDatabase([
      ['203.0.113.0/25', 64_500],
      ['198.51.100.0/24', 64_500],
      ['203.0.113.128/25', 64_501],
    ]),
  );
  gateway = await startGateway({ TRUST_PROXY: '1', NETWORK_PROVIDER_DATABASE: path });
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

function from(address: string): GatewayClient {
  return gateway.client({ 'accept-language': 'en', 'x-forwarded-for': address });
}

describe('R8: with a database of network providers', () => {
  it('another address of the provider is no difference, a neighbour at another provider is', async () => {
    const { deviceToken } = await from('203.0.113.7').login(loginId, loginPassword);
    const ends = [];
    for (const address of ['203.0.113.8', '198.51.100.9', '203.0.113.200']) {
      const client = from(address);
      client.useDevice(deviceToken as string);
      ends.push((await client.loginOnly(loginId, loginPassword)).__typename);
    }
    expect(ends).toEqual(['LoggedIn', 'LoggedIn', 'AdditionalAuthenticationRequired']);
  });
});
