import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getIntrospectionQuery, parse } from 'graphql';
import { documentSize } from '../../../../src/gateway/documents/document-size';

const OPERATIONS = join(__dirname, '..', '..', '..', '..', 'schema', 'operations');

const sizeOf = (text: string): ReturnType<typeof documentSize> => documentSize(parse(text));

describe('the size of a document', () => {
  it.each([
    ['{ a }', { depth: 1, aliases: 0, directives: 0, rootFields: 1 }],
    ['{ a { b { c } } d }', { depth: 3, aliases: 0, directives: 0, rootFields: 2 }],
    ['{ x: a { y: b } ... { z: c } }', { depth: 2, aliases: 3, directives: 0, rootFields: 2 }],
    ['query @a { b @c ... @d { e } ...F @g } fragment F on Q @h { i @j }', { directives: 6, rootFields: 3 }],
    ['{ ...F ...F } fragment F on Q { x: a { b } }', { depth: 2, aliases: 2, rootFields: 2 }],
    ['{ a { ...F } } fragment F on A { b { ...G } } fragment G on B { c }', { depth: 3 }],
    ['{ a } query B { b { c { d } } x: e f }', { depth: 3, aliases: 1, rootFields: 3 }],
    ['{ ...Missing }', { depth: 0, aliases: 0, rootFields: 0 }],
  ])('%s', (text, size) => {
    expect(sizeOf(text)).toMatchObject(size);
  });

  it('fragments that spread one another for ever come to an end', () => {
    expect(sizeOf('{ ...A } fragment A on Q { a { ...B } } fragment B on A { b { ...A } }').depth).toBe(2);
  });

  it('fragments that double at each step are visited once and counted each time', () => {
    const steps = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Q { ...F${n + 1} ...F${n + 1} }`);
    expect(sizeOf(`{ ...F0 } ${steps.join(' ')} fragment F40 on Q { x: a }`).aliases).toBe(2 ** 40);
  });

  it('introspection nests as deep as it must, and does not count', () => {
    expect(sizeOf(getIntrospectionQuery()).depth).toBe(1);
  });

  it.each(readdirSync(OPERATIONS))('the shared document %s is far within the limits', (file) => {
    const size = sizeOf(readFileSync(join(OPERATIONS, file), 'utf8'));
    expect(size.depth).toBeLessThanOrEqual(6);
    expect(size).toMatchObject({ aliases: 0, directives: 0, rootFields: 1 });
  });
});
