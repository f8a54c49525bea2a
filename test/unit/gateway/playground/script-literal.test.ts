import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { scriptLiteral } from '../../../../src/gateway/playground/script-literal';

const evaluated = (expression: string): unknown =>
  JSON.parse(runInNewContext(`JSON.stringify(${expression})`) as string);

describe('a value written into a script', () => {
  it.each([
    '</script><script>alert(1)</script>',
    '<!--',
    '-->',
    ']]>',
    '\u2028',
    '\u2029',
    '"; alert(1); "',
    '\\',
  ])('is inert and comes back the same: %j', (text) => {
    const literal = scriptLiteral({ name: text });
    expect(literal).not.toMatch(/[<>\u2028\u2029]/);
    expect(evaluated(literal)).toEqual({ name: text });
  });

  it('keeps a key __proto__ a key', () => {
    const value = JSON.parse('{"__proto__":{"admin":true}}') as unknown;
    expect(runInNewContext(`Object.keys(${scriptLiteral(value)}).join()`)).toBe('__proto__');
  });

  it('holds for any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const literal = scriptLiteral(value);
        expect(literal).not.toMatch(/[<>\u2028\u2029]/);
        expect(evaluated(literal)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
