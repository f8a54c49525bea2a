import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** How many leading bits name a network, by address family. */
export interface PrefixLengths {
  readonly ipv4: number;
  readonly ipv6: number;
}

/**
 * The network that an address belongs to, in CIDR notation, such as `203.0.113.0/24`. An IPv4 address mapped into IPv6
 * counts as IPv4, so that one client cannot appear as two. What is no address belongs to the network `unknown`.
 */
export function networkPrefix(address: string | null, lengths: PrefixLengths): string {
  // Nearly all are IPv4, and each request asks for both: in parsing them every time went a twentieth of a refusal.
  if (address !== null && isIPv4(address)) {
    if (lengths.ipv4 === 32) return `${address}/32`;
    if (lengths.ipv4 === 24) return `${address.slice(0, address.lastIndexOf('.'))}.0/24`;
  }
  if (address === null || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  const length = parsed.kind() === 'ipv4' ? lengths.ipv4 : lengths.ipv6;
  const network =
    parsed.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${parsed.toString()}/${String(length)}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${String(length)}`);
  return `${network.toString()}/${String(length)}`;
}
