import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MaxmindNetworkProviders } from '../../../src/additional-authentication/maxmind-network-providers';
import { prefixProviders } from '../../../src/additional-authentication/network-provider';
import { networkDatabase } from '../../support/network-database';

let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'network-providers-'));
  path = join(folder, 'asn.mmdb');
  writeFileSync(
    path,
    networkDatabase([
      ['203.0.113.0/24', 64_500],
      ['198.51.100.0/25', 64_500],
      ['192.0.2.0/24', 64_501],
      ['2001:db8::/32', 64_502],
    ]),
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('R8: the network provider', () => {
  it('is the autonomous system, whichever of its networks the address is from', async () => {
    const providers = await MaxmindNetworkProviders.open(path, prefixProviders);
    const told = ['203.0.113.9', '198.51.100.77', '192.0.2.1', '2001:db8::1', '::ffff:203.0.113.9'];
    expect(told.map((address) => providers.providerOf(address))).toEqual([
      'AS64500',
      'AS64500',
      'AS64501',
      'AS64502',
      'AS64500',
    ]);
  });

  it('is a wide address prefix where the database does not tell', async () => {
    const providers = await MaxmindNetworkProviders.open(path, prefixProviders);
    expect(providers.providerOf('198.51.100.200')).toBe('198.51.0.0/16');
    expect(providers.providerOf('2001:db9:1::1')).toBe('2001:db9::/32');
    expect(providers.providerOf(null)).toBe('unknown');
    expect(providers.providerOf('no address')).toBe('unknown');
  });

  it('is a wide address prefix without a database', () => {
    expect(prefixProviders.providerOf('203.0.113.9')).toBe('203.0.0.0/16');
  });

  it('cannot be told from a file that is none', async () => {
    await expect(MaxmindNetworkProviders.open(join(folder, 'none.mmdb'), prefixProviders)).rejects.toThrow(
      /ENOENT/,
    );
    const broken = join(folder, 'broken.mmdb');
    writeFileSync(broken, 'not a database');
    await expect(MaxmindNetworkProviders.open(broken, prefixProviders)).rejects.toThrow();
  });
});
