import { judgeRatio, judgeValue } from '../../../bench/bars/judge';
import { perPart } from '../../../bench/measure/cpu-parts';
import { renderReport } from '../../../bench/report/html';
import { resultsDocument, type Run } from '../../../bench/report/results-file';
import { renderTable } from '../../../bench/report/table';
import { topSelfTime } from '../../../bench/report/top-self-time';

const LOGINS = judgeRatio(
  { id: 'B1', name: 'logins', unit: '/s', reference: 'argon2id alone', notes: ['read <this> & that'] },
  [
    { subject: 93, reference: 100 },
    { subject: 97, reference: 100 },
    { subject: 96, reference: 100 },
  ],
  { kind: 'AT_LEAST', bound: 0.95 },
);
const START = judgeValue({ id: 'B10', name: 'start', unit: 's', notes: [] }, [3.25], {
  kind: 'AT_MOST',
  bound: 3,
});

const RUN: Run = {
  commit: '0123456789abcdef',
  modified: false,
  date: '2026-01-02T03:04:05.000Z',
  mode: 'full',
  rounds: 3,
  machine: { cpu: 'a cpu', cores: 2, memoryGiB: 16, system: 'Linux 6', node: 'v20.20.0', loadBefore: 0 },
  results: [LOGINS, START],
};

describe('the table', () => {
  it('has bar, figure, reference, ratio with spread, goal and verdict, one line a bar', () => {
    expect(renderTable([LOGINS, START])).toBe(
      [
        'bar        figure   reference                ratio (min–max)   goal    met',
        '─────────  ───────  ───────────────────────  ────────────────  ──────  ───────',
        'B1 logins  96.0 /s  100 /s (argon2id alone)  0.96 (0.93–0.97)  ≥ 0.95  met',
        'B10 start  3.25 s                                              ≤ 3     NOT MET',
        '',
        'B1: read <this> & that',
        '',
      ].join('\n'),
    );
  });
});

describe('the file of results', () => {
  it('holds figures that programs compare', () => {
    expect(resultsDocument(RUN)).toEqual({
      commit: '0123456789abcdef',
      modified: false,
      date: '2026-01-02T03:04:05.000Z',
      mode: 'full',
      rounds: 3,
      machine: RUN.machine,
      bars: [
        {
          id: 'B1',
          name: 'logins',
          unit: '/s',
          value: 96,
          reference: 100,
          ratio: 0.96,
          spread: { min: 0.93, max: 0.97 },
          goal: { kind: 'AT_LEAST', bound: 0.95, of: 'RATIO' },
          met: true,
          notes: ['read <this> & that'],
        },
        {
          id: 'B10',
          name: 'start',
          unit: 's',
          value: 3.25,
          reference: null,
          ratio: null,
          spread: { min: 3.25, max: 3.25 },
          goal: { kind: 'AT_MOST', bound: 3, of: 'VALUE' },
          met: false,
          notes: [],
        },
      ],
    });
  });
});

describe('the file of results of logins', () => {
  it('tells where the cores went', () => {
    const run = { ...RUN, results: [{ ...LOGINS, busyCores: perPart((part) => part.length / 3) }] };
    expect(resultsDocument(run).bars[0]?.busyCores).toEqual({
      gatewayMain: 3.667,
      gatewayHashing: 4.667,
      gatewayOther: 4,
      postgres: 2.667,
      redis: 1.667,
      generator: 3,
    });
  });
});

describe('the report', () => {
  const chart = {
    title: '</script><b>',
    axis: 'SECONDS',
    unit: '/s',
    x: [1, 2],
    curves: [{ label: 'logins', values: [5, null] }],
  } as const;
  const page = renderReport(RUN, [chart]);

  it('needs nothing from anywhere: uPlot and figures are in it', () => {
    expect(page).toContain('var uPlot=');
    expect(page).toContain('.uplot');
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)=/);
  });

  it('lets no text become markup', () => {
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).toContain('read &lt;this&gt; &amp; that');
  });

  it('links the flame pictures that lie beside it, if there are any', () => {
    expect(page).not.toContain('Where the time went');
    expect(renderReport(RUN, [], ['flame-B2-gateway-1.svg'])).toContain(
      '<p>Where the time went: <a href="flame-B2-gateway-1.svg">flame-B2-gateway-1.svg</a></p>',
    );
  });

  it('says of a quick run that it proves nothing', () => {
    expect(page).not.toContain('prove nothing');
    expect(renderReport({ ...RUN, mode: 'quick' }, [])).toContain('prove nothing');
  });
});

describe('where the time went', () => {
  it('is what was spent in a function itself, idling left out', () => {
    const frame = (functionName: string, url = ''): object => ({ functionName, url, lineNumber: 4 });
    const profile = {
      nodes: [
        { id: 1, callFrame: frame('(idle)') },
        { id: 2, callFrame: frame('parse', 'node:url') },
        { id: 3, callFrame: frame('send') },
        { id: 4, callFrame: frame('parse', 'node:url') },
      ],
      samples: [2, 1, 2, 3, 4],
      // The first is over before the millisecond from which on is asked.
      timeDeltas: [900, 520, 10, 20, 50],
    } as Parameters<typeof topSelfTime>[0];
    expect(topSelfTime(profile, 1, 5)).toEqual({
      busy: 80 / 600,
      functions: [
        { name: 'parse node:url:5', share: 0.75 },
        { name: 'send', share: 0.25 },
      ],
      places: [
        { name: 'node', share: 0.75 },
        { name: 'native', share: 0.25 },
      ],
    });
    expect(topSelfTime(profile, 1, 1).functions).toHaveLength(1);
  });

  it('is told by package and by feature too', () => {
    const at = (id: number, url: string): object => ({
      id,
      callFrame: { functionName: 'f', url, lineNumber: 0 },
    });
    const profile = {
      nodes: [
        at(1, 'file:///app/node_modules/a/node_modules/@apollo/server/dist/run.js'),
        at(2, 'file:///app/node_modules/pg/lib/client.js'),
        at(3, 'file:///app/dist/src/login/graphql/login-resolver.js'),
      ],
      samples: [1, 2, 3],
      timeDeltas: [50, 30, 20],
    } as Parameters<typeof topSelfTime>[0];
    expect(topSelfTime(profile, 0, 5).places).toEqual([
      { name: '@apollo/server', share: 0.5 },
      { name: 'pg', share: 0.3 },
      { name: 'src/login', share: 0.2 },
    ]);
  });

  it('is nothing when nothing was done', () => {
    expect(topSelfTime({ nodes: [], samples: [], timeDeltas: [] }, 0, 5)).toEqual({
      busy: 0,
      functions: [],
      places: [],
    });
  });
});
