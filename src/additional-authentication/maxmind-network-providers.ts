import ipaddr from 'ipaddr.js';
import { open, type AsnResponse, type Reader } from 'maxmind';
import type { NetworkProviders } from './network-provider';

/**
 * Looks the autonomous system of an address up in a database of MaxMind's format such as GeoLite2-ASN, in memory.
 * Addresses that it does not hold are told apart by `otherwise`.
 */
export class MaxmindNetworkProviders implements NetworkProviders {
  private constructor(
    private readonly reader: Reader<AsnResponse>,
    private readonly otherwise: NetworkProviders,
  ) {}

  /** @throws the file system's or the format's error if the file at `path` cannot be read */
  static async open(path: string, otherwise: NetworkProviders): Promise<MaxmindNetworkProviders> {
    return new MaxmindNetworkProviders(await open<AsnResponse>(path), otherwise);
  }

  providerOf(address: string | null): string {
    const number = this.systemOf(address);
    return number === undefined ? this.otherwise.providerOf(address) : `AS${String(number)}`;
  }

  private systemOf(address: string | null): number | undefined {
    if (address === null || !ipaddr.isValid(address)) return undefined;
    // An IPv4 address mapped into IPv6 is looked up as IPv4, as which the database holds it.
    return this.reader.get(ipaddr.process(address).toString())?.autonomous_system_number;
  }
}
