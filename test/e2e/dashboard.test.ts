import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { findFreePort } from '../../src/platform/embedded/free-port';
import { startGateway, type TestGateway } from '../support/gateway';
import { readQuery, selects } from '../support/prom-query';
import { scrape, type Scrape } from '../support/scrape';
import { wrongLogins } from './support/entries';
import { loggedIn, MASTER, MISHIMA } from './support/people';

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const { panels } = JSON.parse(readFileSync('deploy/grafana/dashboards/sekisho.json', 'utf8')) as {
  readonly panels: readonly Panel[];
};
const { groups } = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')) as {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
};

const queries = [
  ...panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => [`panel ${title}`, expr] as const),
  ),
  ...groups.flatMap(({ rules }) => rules).map(({ alert, expr }) => [`alert ${alert}`, expr] as const),
];

/** What Prometheus itself knows of each target. */
const OF_PROMETHEUS = { metrics: ['up'], labels: ['job', 'instance'] };

describe('what dashboards and alerts ask for', () => {
  let gateway: TestGateway;
  let told: Scrape;
  beforeAll(async () => {
    gateway = await startGateway({ ADMIN_PORT: String(await findFreePort()) });
    await loggedIn(gateway, MASTER);
    await wrongLogins(gateway, MISHIMA.loginId, 1);
    told = await scrape(gateway.adminUrl);
  });
  afterAll(() => gateway.close());

  it.each(queries)('%s: %s is in a real scrape', (_what, expression) => {
    const { selectors, grouped } = readQuery(expression);
    expect(selectors.length).toBeGreaterThan(0);
    for (const selector of selectors) {
      if (OF_PROMETHEUS.metrics.includes(selector.metric)) continue;
      const found = told.samples.filter(({ name }) => name === selector.metric);
      expect([selector.metric, found.length > 0]).toEqual([selector.metric, true]);
      expect([selector, found.some((sample) => selects(selector, sample))]).toEqual([selector, true]);
      for (const { operator, value, label } of selector.matchers) {
        // Each alternative must exist, or a misspelt one would be no alert at all.
        const values = operator === '=~' ? value.split('|') : [];
        const has = found.map(({ labels }) => labels[label]);
        expect(has).toEqual(expect.arrayContaining(values));
      }
      for (const label of grouped.filter((one) => !OF_PROMETHEUS.labels.includes(one))) {
        const somewhere = selectors.some(({ metric }) =>
          told.samples.some(({ name, labels }) => name === metric && label in labels),
        );
        expect([label, somewhere]).toEqual([label, true]);
      }
    }
  });

  it('every metric of ours is on the dashboard', () => {
    const shown = new Set(
      panels
        .flatMap(({ targets = [] }) => targets)
        .flatMap(({ expr }) => readQuery(expr).selectors)
        .map(({ metric }) => metric.replace(/_(bucket|count|sum)$/, '')),
    );
    const ours = [...told.text.matchAll(/^# TYPE (sekisho_\w+) /gm)].map(([, name = '']) => name);
    expect(ours.length).toBeGreaterThan(20);
    expect(ours.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('names follow the conventions: counters end in _total, units are base units', () => {
    const types = [...told.text.matchAll(/^# TYPE (sekisho_\w+) (\w+)/gm)];
    for (const [, name = '', type] of types) {
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
      expect(name).not.toMatch(/_(ms|milliseconds|minutes|kib)(_|$)/);
      if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    }
  });
});

describe('the reader of queries', () => {
  it('finds metrics, matchers and groupings, and no function or duration', () => {
    const query = 'histogram_quantile(0.9, sum by (le, a) (rate(m_bucket{x="1",y=~"2|3"}[5m]))) + sum(n) > 2';
    expect(readQuery(query)).toEqual({
      selectors: [
        {
          metric: 'm_bucket',
          matchers: [
            { label: 'x', operator: '=', value: '1' },
            { label: 'y', operator: '=~', value: '2|3' },
          ],
        },
        { metric: 'n', matchers: [] },
      ],
      grouped: ['le', 'a'],
    });
  });
});
