import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import { newUuid } from '../../platform/ids';

/** Nobody, so many hops, or addresses and networks. */
type TrustedProxies = false | number | readonly string[];

/** What a proxy may name a request: enough for a UUID or a trace id, and nothing that means something in a log or a header. */
const REQUEST_ID = /^[0-9A-Za-z][0-9A-Za-z_.-]{7,63}$/;

/**
 * Names requests: by a new UUID, or by the `X-Request-Id` of a trusted proxy, so that its log and ours tell of the same
 * request. A client cannot choose: it could write into our log, or make two requests look like one.
 */
export function requestIds(proxies: TrustedProxies): (request: IncomingMessage) => string {
  const trusted = trustedPeer(proxies);
  return ({ headers, socket }) => {
    const { 'x-request-id': given } = headers;
    const named = typeof given === 'string' && REQUEST_ID.test(given);
    return named && trusted(socket.remoteAddress) ? given : newUuid();
  };
}

/** Whether whoever is connected is a proxy of ours. */
function trustedPeer(proxies: TrustedProxies): (address: string | undefined) => boolean {
  if (proxies === false) return () => false;
  if (typeof proxies === 'number') return () => proxies > 0;
  const networks = proxies.map(networkOf);
  return (address) => {
    if (address === undefined || !ipaddr.isValid(address)) return false;
    const peer = ipaddr.process(address);
    return networks.some(([network, bits]) => peer.kind() === network.kind() && peer.match(network, bits));
  };
}

type Address = ReturnType<typeof ipaddr.process>;

function networkOf(text: string): readonly [Address, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
