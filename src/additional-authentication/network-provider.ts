import { networkPrefix } from '../platform/network-prefix';

/** Tells who operates the network of an address (R8). */
export interface NetworkProviders {
  providerOf(address: string | null): string;
}

/** About what one operator assigns to one region, in bits; customers keep to it while their addresses change within. */
const PROVIDER_PREFIX = { ipv4: 16, ipv6: 32 };

/** Takes a wide address prefix for the operator, for gateways without a database of them. */
export const prefixProviders: NetworkProviders = {
  providerOf: (address) => networkPrefix(address, PROVIDER_PREFIX),
};
