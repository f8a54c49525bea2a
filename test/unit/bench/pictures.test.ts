import fc from 'fast-check';
import { figureText } from '../../../bench/report/figure-text';
import { markdownTable } from '../../../bench/report/markdown';
import { linearScale, logScale } from '../../../bench/report/scales';
import { renderPanels, type Panel } from '../../../bench/report/svg-panels';

describe('a logarithmic axis', () => {
  it('gives each tenfold the same room', () => {
    const { at, ticks } = logScale([1_000, 100_000, 10_000, 1_000]);
    expect(ticks).toEqual([1_000, 10_000, 100_000]);
    expect(ticks.map(at)).toEqual([0, expect.closeTo(0.5), 1]);
  });

  it('puts zero one step before the least of the others', () => {
    const { at, ticks } = logScale([0, 10_000, 100_000]);
    expect(ticks.map(at)).toEqual([0, expect.closeTo(0.5), 1]);
  });

  it('holds whatever there is, in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 ** 7 }), { minLength: 1 }), (values) => {
        const { at, ticks } = logScale(values);
        const places = ticks.map(at);
        expect(places.every((place) => place >= 0 && place <= 1 + 1e-9)).toBe(true);
        expect(places).toEqual([...places].sort((one, other) => one - other));
      }),
    );
  });
});

describe('an axis from zero', () => {
  it('ends at a round number', () => {
    expect(linearScale([3, 9.2]).ticks).toEqual([0, 2, 4, 6, 8, 10]);
    expect(linearScale([0.9, 0.31]).ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearScale([]).ticks).toEqual([0, 0.2]);
  });

  it('holds every value, with few ticks', () => {
    const values = fc.array(fc.double({ min: 0.001, max: 10 ** 7, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (all) => {
        const { at, ticks } = linearScale(all);
        expect(Math.max(...all.map(at))).toBeLessThanOrEqual(1 + 1e-6);
        expect(Math.max(...all.map(at))).toBeGreaterThan(0.4);
        expect(ticks.length).toBeLessThanOrEqual(7);
      }),
    );
  });
});

describe('a picture', () => {
  const panel: Panel = {
    title: 'Time <of> & for "it"',
    xLabel: 'users',
    yLabel: 'milliseconds',
    curves: [
      {
        label: 'p50',
        points: [
          { x: 1_000, value: 4, min: 3, max: 5 },
          { x: 100_000, value: 10, min: 10, max: 10 },
        ],
      },
      { label: 'nothing', points: [] },
    ],
  };
  const svg = renderPanels('What it costs', [panel, panel, panel]);

  it('is one file that asks for nothing from anywhere, and runs nothing', () => {
    expect(svg.match(/https?:[^"]+/g)).toEqual(['http://www.w3.org/2000/svg']);
    expect(svg).not.toMatch(/<script|href|url\(|@import|on\w+=/);
  });

  it('lets no text become markup', () => {
    expect(svg).toContain('Time &lt;of&gt; &amp; for &quot;it&quot;');
    expect(svg).not.toContain('<of>');
  });

  it('says what it shows to who cannot see it', () => {
    expect(svg).toContain('role="img" aria-label="What it costs"');
    expect(svg).toContain('<title>What it costs</title>');
  });

  it('has colours for light and for dark pages', () => {
    const [light = '', dark = ''] = svg.split('@media (prefers-color-scheme: dark)');
    for (const name of ['text', '.grid', '.axis', '.back', '.s0', '.s4', '.m0', '.m4']) {
      expect(light).toContain(`${name} {`);
      expect(dark).toContain(`${name} {`);
    }
  });

  it('labels both axes and every curve, and draws a bar only where rounds lie apart', () => {
    expect(svg.match(/>users</g)).toHaveLength(3);
    expect(svg.match(/>milliseconds</g)).toHaveLength(3);
    expect(svg.match(/>nothing</g)).toHaveLength(3);
    expect(svg.match(/class="bar s0"/g)).toHaveLength(3);
    expect(svg.match(/<circle/g)).toHaveLength(6);
    expect(svg).toContain('>100 k<');
  });

  it('places a value where the axis says it is', () => {
    const [, bottom = NaN] = /class="axis" d="M62 ([\d.]+)H/.exec(svg)?.map(Number) ?? [];
    const [, top = NaN] = /class="grid" d="M62 ([\d.]+)H\d+"\/>\n<text[^>]*>10</.exec(svg)?.map(Number) ?? [];
    const circles = [...svg.matchAll(/<circle class="m0" cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(circles[0]).toEqual([62, expect.closeTo(bottom - (bottom - top) * 0.4, 1)]);
    expect(circles[1]).toEqual([422, top]);
  });
});

describe('a table', () => {
  it('is as Prettier leaves it', () => {
    const columns = [
      { heading: 'what', side: 'LEFT' },
      { heading: 'ms', side: 'RIGHT' },
    ] as const;
    expect(
      markdownTable(columns, [
        ['a login', '1.00'],
        ['–', '12.5'],
      ]),
    ).toBe(
      ['| what    |   ms |', '| ------- | ---: |', '| a login | 1.00 |', '| –       | 12.5 |'].join('\n'),
    );
  });

  it('has as many digits as anyone reads', () => {
    expect([0.1234, 9.999, 12.34, 99.96, 1_234.5, Infinity].map(figureText)).toEqual([
      '0.12',
      '10.00',
      '12.3',
      '100.0',
      '1,235',
      '–',
    ]);
  });
});
