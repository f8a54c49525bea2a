import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Alert {
  readonly alert: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
  readonly labels: { readonly severity: string };
}

const runbook = readFileSync('docs/runbook.md', 'utf8');
const { groups } = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')) as {
  readonly groups: readonly { readonly rules: readonly Alert[] }[];
};
const alerts = groups.flatMap(({ rules }) => rules);
const [, ...parts] = runbook.split(/^### /m);
const sections = new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part]));

describe('the runbook', () => {
  it('has a section for each alert, and an alert for each such section', () => {
    const named = [...sections.keys()].filter((title) => title.startsWith('Sekisho'));
    expect(named.sort()).toEqual(alerts.map(({ alert }) => alert).sort());
    expect(alerts.length).toBeGreaterThan(10);
  });

  it.each(alerts.map((alert) => [alert.alert, alert] as const))(
    '%s is explained where it points to',
    (name, alert) => {
      expect(alert.annotations.runbook).toBe(`docs/runbook.md#${name.toLowerCase()}`);
      expect(alert.annotations.summary).not.toBe('');
      expect(['critical', 'warning']).toContain(alert.labels.severity);
      const section = sections.get(name) ?? '';
      expect(section).toContain('**Means**');
      expect(section).toContain('**Do**');
    },
  );

  it('points to nothing that is not there', () => {
    const anchors = new Set([...sections.keys()].map((title) => title.toLowerCase().replaceAll(' ', '-')));
    const links = [...runbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });

  it('names settings and metrics that exist', () => {
    const settings = readFileSync('docs/configuration.md', 'utf8');
    const named = [...runbook.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)(?:=[^`]*)?`/g)].map(
      ([, name = '']) => name,
    );
    const others =
      /^(SERVICE_UNAVAILABLE|ADDITIONAL_AUTHENTICATION_FAILED|FORBIDDEN_ORIGIN|ARGON2_|NAME_FILE)$/;
    expect(named.filter((name) => !others.test(name) && !settings.includes(`\`${name}\``))).toEqual([]);
  });
});
