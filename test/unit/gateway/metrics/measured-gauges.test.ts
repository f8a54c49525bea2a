import { Registry } from 'prom-client';
import { measuredGauges } from '../../../../src/gateway/metrics/measured-gauges';
import { probeGauges } from '../../../../src/gateway/metrics/probe-gauges';

const measureSealing = () => Promise.resolve({ events: 0, oldestSeconds: 0 });

describe('gauges that the database is asked for', () => {
  it('tell in one scrape what one question was answered', async () => {
    const registry = new Registry();
    let asked = 0;
    const measureOutbox = () =>
      Promise.resolve({ pending: (asked += 1), dead: asked * 10, oldestPendingSeconds: asked * 100 });
    measuredGauges(registry, { measureOutbox, measureSealing });
    for (const round of [1, 2]) {
      const text = await registry.metrics();
      expect(text).toContain(`\nsekisho_notices_pending ${round}\n`);
      expect(text).toContain(`\nsekisho_notices_dead ${round}0\n`);
      expect(text).toContain(`\nsekisho_notices_oldest_pending_seconds ${round}00\n`);
    }
    expect(asked).toBe(2);
  });

  it('are absent while it does not answer, never stale, and the scrape goes on', async () => {
    const registry = new Registry();
    let away = false;
    const measureOutbox = () =>
      away
        ? Promise.reject(new Error('away'))
        : Promise.resolve({ pending: 7, dead: 7, oldestPendingSeconds: 7 });
    measuredGauges(registry, { measureOutbox, measureSealing });
    expect(await registry.metrics()).toContain('\nsekisho_notices_dead 7\n');
    away = true;
    const text = await registry.metrics();
    expect(text).not.toMatch(/^sekisho_notices_\w+ /m);
    expect(text).toContain('\nsekisho_history_unsealed_events 0\n');
    away = false;
    const next = await registry.metrics();
    expect(next).toContain('\nsekisho_notices_dead 7\n');
    expect(next).toContain('sekisho_measuring_failures_total{measure="outbox"} 1');
  });

  it('of a server tell whether it answers', async () => {
    const registry = new Registry();
    let away = false;
    const redis = () => (away ? Promise.reject(new Error('away')) : Promise.resolve('PONG'));
    probeGauges(registry, { redis });
    expect(await registry.metrics()).toMatch(/sekisho_dependency_probe_seconds\{server="redis"\} [\d.e-]+/);
    away = true;
    const text = await registry.metrics();
    expect(text).toContain('sekisho_dependency_up{server="redis"} 0');
    expect(text).not.toContain('sekisho_dependency_probe_seconds{');
  });
});
