import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { networkPrefix } from '../../../src/platform/network-prefix';

describe('the network of an address', () => {
  it.each([32, 24, 16])('is what the library for addresses says, for IPv4 and /%i', (length) => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const network = ipaddr.IPv4.networkAddressFromCIDR(`${address}/${String(length)}`).toString();
        expect(networkPrefix(address, { ipv4: length, ipv6: 48 })).toBe(`${network}/${String(length)}`);
      }),
    );
  });

  it('is that of IPv4 for an IPv4 address in IPv6 form, so that one client is not two', () => {
    const lengths = { ipv4: 24, ipv6: 48 };
    expect(networkPrefix('::ffff:203.0.113.7', lengths)).toBe(networkPrefix('203.0.113.7', lengths));
  });

  it('is one for all that is no address', () => {
    expect(
      [null, '', '203.0.113.300', 'no address'].map((text) => networkPrefix(text, { ipv4: 24, ipv6: 48 })),
    ).toEqual(Array.from({ length: 4 }, () => 'unknown'));
  });
});
