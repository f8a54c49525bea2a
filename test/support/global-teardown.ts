import { stopSharedServers } from './shared-servers';

/** Stops what the global setup started and removes its folders. */
export default async function globalTeardown(): Promise<void> {
  await stopSharedServers();
}
