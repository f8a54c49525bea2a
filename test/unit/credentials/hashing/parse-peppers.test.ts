import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { parsePeppers } from '../../../../src/credentials/hashing/parse-peppers';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const pepper = fc.uint8Array({ minLength: 32, maxLength: 64 });
const version = fc.integer({ min: 1, max: 32_767 });

describe('peppers setting', () => {
  it('reads every version back and takes the first as current', () => {
    const entries = fc.uniqueArray(fc.tuple(version, pepper), {
      minLength: 1,
      maxLength: 4,
      selector: ([number]) => number,
    });
    fc.assert(
      fc.property(entries, (written) => {
        const setting = written.map(([number, bytes]) => `${String(number)}:${base64(bytes)}`).join(', ');
        const parsed = parsePeppers(setting);
        if (parsed.kind !== 'PARSED') throw new Error('not parsed');
        expect(parsed.peppers.current).toBe(written[0]?.[0]);
        const read = [...parsed.peppers.byVersion].map(([number, bytes]) => [number, base64(bytes)]);
        expect(read).toEqual(written.map(([number, bytes]) => [number, base64(bytes)]));
      }),
    );
  });

  const long = base64(randomBytes(32));
  it.each([
    ['', 'MALFORMED'],
    [long, 'MALFORMED'],
    [`v1:${long}`, 'MALFORMED'],
    [`-1:${long}`, 'MALFORMED'],
    ['1:', 'MALFORMED'],
    ['1:not base64', 'MALFORMED'],
    [`0:${long}`, 'VERSION_OUT_OF_RANGE'],
    [`32768:${long}`, 'VERSION_OUT_OF_RANGE'],
    [`1:${long.slice(0, -1)}`, 'NOT_BASE64'],
    [`1:${base64(randomBytes(31))}`, 'TOO_SHORT'],
  ])('refuses %j', (setting, code) => {
    expect(parsePeppers(setting)).toEqual({ kind: 'FAULTY', faults: [{ entry: 1, code }] });
  });

  it('reports every faulty entry at once, by position and without its value', () => {
    const parsed = parsePeppers(`2:${long},x,2:${long},1:c2hvcnQ=`);
    expect(parsed).toEqual({
      kind: 'FAULTY',
      faults: [
        { entry: 2, code: 'MALFORMED' },
        { entry: 3, code: 'DUPLICATE_VERSION' },
        { entry: 4, code: 'TOO_SHORT' },
      ],
    });
  });
});
