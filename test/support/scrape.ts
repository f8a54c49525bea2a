/** One sample of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a scrape of `/metrics` told. */
export interface Scrape {
  readonly text: string;
  readonly samples: readonly Sample[];
  /** The sum of the samples of this name with at least these labels; undefined if there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
}

const SAMPLE = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/;
const LABEL = /(?<name>\w+)="(?<value>(?:[^"\\]|\\.)*)"/g;

/** Scrapes as Prometheus does (text exposition format 0.0.4); a line that is no sample and no comment is an error. */
export async function scrape(adminUrl: string | null): Promise<Scrape> {
  if (adminUrl === null) throw new Error('this gateway serves no metrics: set ADMIN_PORT');
  const response = await fetch(`${adminUrl}/metrics`);
  if (response.status !== 200) throw new Error(`the scrape was answered with ${response.status}`);
  const text = await response.text();
  const samples = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(sampleOf);
  return {
    text,
    samples,
    value: (name, labels = {}) => {
      const found = samples.filter((sample) => sample.name === name && hasLabels(sample, labels));
      return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
    },
  };
}

function hasLabels({ labels }: Sample, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}

function sampleOf(line: string): Sample {
  const { name, labels = '', value } = SAMPLE.exec(line)?.groups ?? {};
  if (name === undefined || value === undefined) throw new Error(`no sample: ${line}`);
  const pairs = [...labels.matchAll(LABEL)].map(
    ({ groups = {} }) => [groups['name'] ?? '', groups['value'] ?? ''] as const,
  );
  return { name, labels: Object.fromEntries(pairs), value: Number(value) };
}
