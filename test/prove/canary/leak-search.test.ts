import fc from 'fast-check';
import { formsOf, leaksIn } from './leak-search';

const SECRET = 'Vq7a1b2+ひみつ';

describe('F11 › the search finds a planted leak', () => {
  const encodings: readonly [string, (text: string) => string | Buffer][] = [
    ['plain', (text) => text],
    ['lower case', (text) => text.toLowerCase()],
    ['UTF-16', (text) => Buffer.from(text, 'utf16le')],
    ['hex', (text) => Buffer.from(text).toString('hex')],
    ['URL-encoded', (text) => new URLSearchParams({ a: text }).toString()],
    ['JSON-escaped', (text) => JSON.stringify({ a: text })],
    ['base64', (text) => Buffer.from(text).toString('base64')],
    ['base64url', (text) => Buffer.from(text).toString('base64url')],
  ];

  it.each(encodings)('%s, whatever stands around it', (_form, encode) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const bytes = Buffer.from(encode(before + SECRET + after));
        expect(leaksIn([{ name: 'somewhere', bytes }], ['another', SECRET])).toContainEqual(
          expect.objectContaining({ surface: 'somewhere', secret: 1 }),
        );
      }),
    );
  });

  it('JSON that escapes every letter that is not ASCII', () => {
    const bytes = Buffer.from('{"a":"Vq7a1b2+\\u3072\\u307f\\u3064"}');
    expect(leaksIn([{ name: 'it', bytes }], [SECRET])).toEqual([
      { surface: 'it', form: 'JSON-escaped', secret: 0 },
    ]);
  });

  it('finds nothing where nothing is', () => {
    const bytes = Buffer.from(`${SECRET.slice(1)} ${Buffer.from(SECRET.slice(1)).toString('hex')}`);
    expect(leaksIn([{ name: 'it', bytes }], [SECRET])).toEqual([]);
  });

  it('no form is so short that it would be found by chance', () => {
    for (const bytes of formsOf('Vq7a1b2').keys()) expect(bytes.length).toBeGreaterThanOrEqual(7);
  });
});
