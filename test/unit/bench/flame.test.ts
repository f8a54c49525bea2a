import fc from 'fast-check';
import type { Call } from '../../../bench/report/call-tree';
import { CODE_FAMILIES } from '../../../bench/report/code-family';
import { renderFlame } from '../../../bench/report/flame';

const HEADER = { title: 'B2-gateway-1: refusals', run: 'Quick run, 2 rounds.' };

function call(name: string, selfUs: number, calls: readonly Call[] = []): Call {
  const totalUs = calls.reduce((sum, each) => sum + each.totalUs, selfUs);
  return { name, source: 'src/login/login.js:5', family: 'Sekisho', selfUs, totalUs, calls };
}

function draw(root: Call): string {
  return renderFlame({ elapsedUs: 4_000_000, busy: 0.25, root }, HEADER);
}

function missing(name: string): never {
  throw new Error(`No box ${name}`);
}

interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function boxesOf(svg: string): readonly Box[] {
  const drawn =
    /<g class="box"><title>(.*)[^]*?<\/title><rect class="f\d+" x="(.+?)" y="(.+?)" width="(.+?)"/g;
  return [...svg.matchAll(drawn)].map(([, name = '', x, y, width]) => ({
    name,
    x: Number(x),
    y: Number(y),
    width: Number(width),
  }));
}

describe('a flame picture', () => {
  const long = 'aFunctionWhoseNameIsLongerThanItsBox';
  const svg = draw(
    call('all', 0, [
      call('login', 100_000, [call('<anonymous> & "co"', 300_000), call(long, 40_000)]),
      call('send', 559_200),
      call('seldom', 800),
    ]),
  );
  const box = (name: string): Box => boxesOf(svg).find((each) => each.name === name) ?? missing(name);

  it('is one file that asks for nothing from anywhere, and runs nothing', () => {
    expect(svg.match(/https?:[^"]+/g)).toEqual(['http://www.w3.org/2000/svg']);
    expect(svg).not.toMatch(/<script|href|url\(|@import| on\w+=/);
  });

  it('says what was run, for how long, and how much of that was busy', () => {
    expect(svg).toContain('>B2-gateway-1: refusals<');
    expect(svg).toContain('>Quick run, 2 rounds.<');
    expect(svg).toContain('4.0 s since it was ready, busy 25.0 % of them; drawn are 1.0 s');
  });

  it('has the root at the bottom, over the whole width, and each function on its caller', () => {
    const [root, login, anonymous] = [
      box('all'),
      box('login'),
      box('&lt;anonymous&gt; &amp; &quot;co&quot;'),
    ];
    expect(root).toMatchObject({ x: 12, width: 1376 });
    expect(login).toMatchObject({ x: root.x, y: root.y - 17 });
    expect(anonymous).toMatchObject({ x: login.x, y: login.y - 17 });
  });

  it('is as wide as the time, neighbours meeting', () => {
    expect(box('login').width).toBeCloseTo(0.44 * 1376, 1);
    expect(box('send').width).toBeCloseTo(0.5592 * 1376, 1);
    expect(box('send').x).toBeCloseTo(box('login').x + box('login').width);
  });

  it('leaves out what is narrower than a thousandth', () => {
    expect(svg).not.toContain('seldom');
  });

  it('lets no name become markup', () => {
    expect(svg).not.toMatch(/<anonymous>| & /);
    expect(svg.match(/&lt;anonymous&gt; &amp; &quot;co&quot;/g)).toHaveLength(2);
  });

  it('gives name, place and share to whoever points at a box', () => {
    expect(svg).toContain(
      '<title>login\nsrc/login/login.js:5\n44.0 %, 440.0 ms, of which 100.0 ms in itself</title>',
    );
  });

  it('shortens a name to its box, and clips what is left over', () => {
    const [, width = NaN, label = ''] =
      /<svg x="[\d.]+" y="\d+" width="([\d.]+)" height="17"><text [^>]+>(aFun[^<]*)</.exec(svg) ?? [];
    expect(Number(width)).toBe(box(long).width);
    expect(label).toMatch(/^aFun\w*…$/);
    expect(label.length * 6.3).toBeLessThanOrEqual(Number(width) - 6);
    expect(svg).toContain(`<title>${long}\n`);
  });

  it('has a colour for each family on light and on dark pages, and a legend with the time in each', () => {
    const [light = '', dark = ''] = svg.split('@media (prefers-color-scheme: dark)');
    for (const [index, family] of CODE_FAMILIES.entries()) {
      const fill = new RegExp(`\\.f${index} { fill: (#[0-9a-f]{6}) }`);
      expect(fill.exec(light)?.[1]).not.toBe(fill.exec(dark)?.[1]);
      expect(dark).toMatch(fill);
      expect(svg).toContain(`>${family} ${family === 'Sekisho' ? '100.0' : '0.0'} %<`);
    }
  });

  it('is drawn of nothing, too', () => {
    expect(boxesOf(draw(call('all', 0)))).toEqual([{ name: 'all', x: 12, y: expect.any(Number), width: 0 }]);
  });

  it('has on a box none that go beyond it, side by side without a gap', () => {
    fc.assert(
      fc.property(trees(), (root) => {
        const boxes = boxesOf(draw(root));
        expect(boxes[0]?.width).toBe(1376);
        for (const { x, y, width, name } of boxes) {
          const above = boxes.filter((each) => each.y === y - 17 && each.name.startsWith(`${name}.`));
          const summed = above.reduce((sum, each) => sum + each.width, 0);
          expect(summed).toBeLessThanOrEqual(width + 0.02);
          for (const [index, each] of above.entries()) {
            const before = above[index - 1];
            expect(each.x).toBeCloseTo(before === undefined ? x : before.x + before.width, 1);
          }
        }
      }),
    );
  });
});

/** Calls named by their path, such as `0.1.0`; each hangs on one before it. */
function trees(): fc.Arbitrary<Call> {
  const entry = fc.record({ caller: fc.nat(), selfUs: fc.integer({ min: 1, max: 100_000 }) });
  return fc.array(entry, { minLength: 1, maxLength: 60 }).map((entries) => {
    const callers = entries.map(({ caller }, index) => (index === 0 ? null : caller % index));
    const named = (nth: number, name: string): Call => {
      const called = callers.flatMap((caller, index) => (caller === nth ? [index] : []));
      const calls = called.map((index, order) => named(index, `${name}.${order}`));
      return call(name, entries[nth]?.selfUs ?? 0, calls);
    };
    return named(0, '0');
  });
}
