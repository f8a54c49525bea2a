import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What of a request tells whom it is from. */
export interface AddressedRequest {
  readonly ip: string;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * The client's address as the trusted proxies tell it (TRUST_PROXY), else that of the connection. Some proxies add the
 * port. What is no address at all counts as the proxy's own, so that nonsense is never a way to a counter of one's own.
 */
export function clientAddress({ ip, socket }: AddressedRequest): string {
  // Nearly all are; this is part of what refusing a flood costs.
  if (isIPv4(ip)) return ip;
  if (ipaddr.isValid(ip)) return plain(ip);
  const [, v6, v4] = /^(?:\[([\da-fA-F:.]+)\]|([\d.]+))(?::\d{1,5})?$/.exec(ip) ?? [];
  const address = v6 ?? v4;
  if (address !== undefined && ipaddr.isValid(address)) return plain(address);
  return plain(socket.remoteAddress ?? '0.0.0.0');
}

/** As the database takes it: an IPv4 address in IPv6 form as IPv4, an IPv6 address without its zone. */
function plain(address: string): string {
  return ipaddr.process(address.split('%', 1)[0] ?? address).toString();
}
