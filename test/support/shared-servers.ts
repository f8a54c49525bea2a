interface SharedServer {
  readonly pid: number;
  remove(): Promise<void>;
}

/** jest loads setup and teardown apart from each other, in one process: only the global object is common to both. */
const shared = globalThis as { sekishoSharedServers?: readonly SharedServer[] };

/** Keeps the servers of this run for the teardown, and stops them if the run is interrupted before it. */
export function keepForTeardown(servers: readonly SharedServer[]): void {
  shared.sekishoSharedServers = servers;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void stopSharedServers().finally(() => process.exit(1));
    });
  }
}

/** Stops them and removes their folders. */
export async function stopSharedServers(): Promise<void> {
  const servers = shared.sekishoSharedServers ?? [];
  shared.sekishoSharedServers = [];
  await Promise.all(servers.map((server) => server.remove()));
}
