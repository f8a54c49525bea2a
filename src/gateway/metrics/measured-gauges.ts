import { Counter, Gauge, type Registry } from 'prom-client';
import { within } from '../http/within';
import type { GaugeSources } from './gauge-sources';
import { sharedReading } from './shared-reading';

/** Prometheus gives a scrape ten seconds; what the database does not say in this time is left out. */
const MEASURING_TIMEOUT_MS = 2_000;

/** Gauges that the database is asked for. All gateways tell the same, so that a dashboard takes the highest. */
export function measuredGauges(
  registry: Registry,
  { measureOutbox, measureSealing }: Pick<GaugeSources, 'measureOutbox' | 'measureSealing'>,
): void {
  const failures = new Counter({
    name: 'sekisho_measuring_failures_total',
    help: 'Scrapes at which the database could not be asked, by what was asked for.',
    labelNames: ['measure'],
    registers: [registry],
  });
  const reading = <Measured>(
    measure: string,
    ask: () => Promise<Measured>,
  ): (() => Promise<Measured | null>) => {
    failures.inc({ measure }, 0);
    return sharedReading(async () => {
      try {
        return await within(MEASURING_TIMEOUT_MS, ask());
      } catch {
        failures.inc({ measure });
        return null;
      }
    });
  };
  const gauge = <Measured>(
    name: string,
    help: string,
    read: () => Promise<Measured | null>,
    valueOf: (measured: Measured) => number,
  ): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const measured = await read();
        // While the database says nothing the gauge is absent, rather than what it was.
        if (measured === null) this.remove();
        else this.set(valueOf(measured));
      },
    });
  };
  const outbox = reading('outbox', measureOutbox);
  gauge('sekisho_notices_pending', 'Notices that wait to be sent.', outbox, ({ pending }) => pending);
  gauge(
    'sekisho_notices_dead',
    'Notices that were given up and that nobody has looked at.',
    outbox,
    ({ dead }) => dead,
  );
  gauge(
    'sekisho_notices_oldest_pending_seconds',
    'How long the oldest pending notice has waited; 0 if none waits.',
    outbox,
    ({ oldestPendingSeconds }) => oldestPendingSeconds,
  );
  const sealing = reading('sealing', measureSealing);
  gauge(
    'sekisho_history_unsealed_events',
    'Events of the history that are not sealed yet.',
    sealing,
    ({ events }) => events,
  );
  gauge(
    'sekisho_history_sealing_lag_seconds',
    'How long ago the oldest unsealed event of the history occurred; 0 if all are sealed.',
    sealing,
    ({ oldestSeconds }) => oldestSeconds,
  );
}
