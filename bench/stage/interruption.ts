/** Servers that have not stopped by then are past asking. */
const STOPS_WITHIN_MS = 60_000;

/** Aborts at the first Ctrl-C or SIGTERM. Whoever then waits too long for servers to stop gives up. */
export function untilInterrupted(): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      process.exitCode = 130;
      interruption.abort();
      setTimeout(() => process.exit(130), STOPS_WITHIN_MS).unref();
    });
  }
  return interruption.signal;
}
