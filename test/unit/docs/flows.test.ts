import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

const ROOT = join(__dirname, '..', '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The documents that tell who asks for what. */
const FLOW_DOCUMENTS = [
  'README.md',
  'docs/flows.md',
  'docs/paper-procedures.md',
  'docs/approvals.md',
  'docs/pin-authorization.md',
  'docs/receipts.md',
];

const schema: GraphQLSchema = buildSchema(read('schema/schema.graphql'));
const operations = new Map(
  [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.entries(type?.getFields() ?? {}),
  ),
);

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly reply: boolean;
  readonly word: string;
  readonly entries: readonly string[];
  readonly line: string;
}

/** The arrows of a picture between people and the gateway, which is `g` in each. */
function arrowsOf(picture: string): readonly Arrow[] {
  const people = [...picture.matchAll(/^\s*actor (\w+) as/gm)].map(([, name]) => name ?? '');
  const arrow = /^\s*(\w+)(-?->>)(\w+): (\w+)(?:\(([^)]*)\))?/gm;
  return [...picture.matchAll(arrow)]
    .map(([line, from = '', kind = '', to = '', word = '', entries = '']) => ({
      from,
      to,
      reply: kind === '-->>',
      word,
      entries: entries.split(/, */).filter((entry) => entry !== ''),
      line: line.trim(),
    }))
    .filter(({ from, to }) => (people.includes(from) && to === 'g') || (from === 'g' && people.includes(to)));
}

function answersOf({ type }: GraphQLField<unknown, unknown>): readonly string[] {
  const named = getNamedType(type);
  return (isAbstractType(named) ? schema.getPossibleTypes(named) : [named]).map(({ name }) => name);
}

/** An operation where it is told: as code, with its entries, or asked in a picture; a word of a sentence is none. */
function toldAs(name: string): RegExp {
  return new RegExp(`\`${name}\`|\\b${name}\\(|->>\\w+: ${name}\\b`);
}

/** What may be given: the arguments, and the fields of an input. */
function entriesOf({ args }: GraphQLField<unknown, unknown>): readonly string[] {
  return args.flatMap(({ name, type }) => {
    const named = getNamedType(type);
    return isInputObjectType(named) ? [name, ...Object.keys(named.getFields())] : [name];
  });
}

const pictures = [
  ...read('docs/flows.md').matchAll(/^#+ ([^\n]+)\n(?:(?!^#|^```)[^\n]*\n)*```mermaid\n([\s\S]*?)^```/gm),
].map(([, title = '', picture = '']) => [title, arrowsOf(picture)] as const);

describe('docs/flows.md', () => {
  it('has a picture for each flow, and each picture arrows that are read', () => {
    expect(pictures.length).toBe(read('docs/flows.md').split('```mermaid').length - 1);
    for (const [title, arrows] of pictures) expect([title, arrows.length >= 4]).toEqual([title, true]);
  });

  it.each(pictures)('%s: what is asked is an operation, with entries that it has', (_, arrows) => {
    for (const { word, entries, line } of arrows.filter(({ reply }) => !reply)) {
      const operation = operations.get(word);
      expect([line, operation?.name]).toEqual([line, word]);
      const known = operation === undefined ? [] : entriesOf(operation);
      expect([line, entries.filter((entry) => !known.includes(entry))]).toEqual([line, []]);
    }
  });

  it.each(pictures)('%s: what comes back is an answer of the operation before it', (_, arrows) => {
    const asked = new Map<string, string>();
    for (const { from, to, word, reply, line } of arrows) {
      if (!reply) {
        asked.set(from, word);
        continue;
      }
      const operation = operations.get(asked.get(to) ?? '');
      expect([line, operation === undefined ? [] : answersOf(operation)]).toEqual([
        line,
        expect.arrayContaining([word]),
      ]);
    }
  });
});

describe('the documents', () => {
  it('name every operation of the schema where its flow is told', () => {
    const told = FLOW_DOCUMENTS.filter((file) => existsSync(join(ROOT, file)))
      .map(read)
      .join('\n');
    const untold = [...operations.keys()].filter((name) => !toldAs(name).test(told));
    expect(untold).toEqual([]);
  });
});
