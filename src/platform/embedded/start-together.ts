import type { EmbeddedServer } from './embedded-server';

/**
 * Waits for servers that are being started side by side. If one does not start, those that did are stopped.
 *
 * @throws what the first one, in the order given, failed with.
 */
export async function startTogether(starting: readonly Promise<EmbeddedServer>[]): Promise<EmbeddedServer[]> {
  const outcomes = await Promise.allSettled(starting);
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure === undefined) return started;
  await Promise.all(started.map((server) => server.stop()));
  throw failure.reason;
}
