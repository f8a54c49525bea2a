import type { Origin } from '../history/history-event';
import type { Device } from './device-token';
import type { Environment } from './environment';
import type { NetworkProviders } from './network-provider';
import { userAgentFamilies } from './user-agent-families';

/** Reads the environment off a request. */
export type ReadEnvironment = (origin: Origin, device: Device | null) => Environment;

export function environmentReader(providers: NetworkProviders): ReadEnvironment {
  return ({ ip, userAgent }, device) => ({
    deviceHash: device?.hash ?? null,
    ...userAgentFamilies(userAgent),
    networkProvider: providers.providerOf(ip),
  });
}
