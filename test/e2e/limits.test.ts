import { getIntrospectionQuery } from 'graphql';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayAnswer } from '../support/gateway-client';
import { loggedIn, MASTER } from './support/people';

const fields = (count: number, field: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => field(nth)).join(' ');
const nested = (depth: number): string => `${'{ a '.repeat(depth)}${'}'.repeat(depth)}`;

/** Just beyond each limit, written in every way that could hide it. */
const BEYOND: readonly (readonly [code: string, how: string, document: string])[] = [
  ['TOO_MANY_TOKENS', 'plainly', `{ ${fields(1_000, (nth) => `f${nth}`)} }`],
  [
    'TOO_MANY_TOKENS',
    'in a fragment nobody spreads',
    `{ __typename } fragment F on Query { ${fields(1_000, () => 'a')} }`,
  ],
  ['TOO_DEEP', 'plainly', nested(9)],
  [
    'TOO_DEEP',
    'by inline fragments',
    '{ a { ... { a { a { a { a { a { ... { a { a { a } } } } } } } } } } }',
  ],
  [
    'TOO_DEEP',
    'by fragments',
    '{ a { a { a { a { ...F } } } } } fragment F on A { a { a { ...G } } } fragment G on A { a { a { a } } }',
  ],
  ['TOO_DEEP', 'in the operation that is not named', `query A { __typename } query B ${nested(9)}`],
  ['TOO_MANY_ALIASES', 'plainly', `{ ${fields(16, (nth) => `x${nth}: __typename`)} }`],
  [
    'TOO_MANY_ALIASES',
    'by fragments',
    `{ ${fields(4, () => '...F')} } fragment F on Query { ${fields(4, (nth) => `x${nth}: __typename`)} }`,
  ],
  [
    'TOO_MANY_ALIASES',
    'by fragments that double',
    '{ ...A ...A } fragment A on Query { ...B ...B } fragment B on Query { ...C ...C } fragment C on Query { ...D ...D } fragment D on Query { x: __typename }',
  ],
  ['TOO_MANY_ROOT_FIELDS', 'plainly', `{ ${fields(11, () => '__typename')} }`],
  ['TOO_MANY_ROOT_FIELDS', 'by fragments', `{ ${fields(6, () => '...F')} } fragment F on Query { a b }`],
  ['TOO_MANY_DIRECTIVES', 'on one field', `{ __typename ${'@aa'.repeat(9)} }`],
  [
    'TOO_MANY_DIRECTIVES',
    'on fragments',
    `{ __typename ${fields(3, () => '...F @a')} } fragment F on Query @b { a @c @d }`,
  ],
];

describe('limits of a document', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  const refused = ({ status, errors, data }: GatewayAnswer, code: string): void => {
    expect({ status, codes: errors.map(({ extensions }) => extensions.code) }).toEqual({
      status: 400,
      codes: [code],
    });
    expect(data).toBeNull();
  };

  it.each(BEYOND)('%s › %s', async (code, _how, document) => {
    refused(await gateway.client().send(document), code);
  });

  it('they hold for GET as well', async () => {
    const query = `{ ${fields(11, () => '__typename')} }`;
    const response = await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'TOO_MANY_ROOT_FIELDS' } }],
    });
  });

  it('what is within each limit passes it', async () => {
    for (const document of [
      nested(8),
      `{ ${fields(10, (nth) => `x${nth}: __typename`)} }`,
      `{ __typename ${'@aa'.repeat(8)} }`,
    ]) {
      const { errors } = await gateway.client().send(document);
      expect(errors.filter(({ extensions }) => extensions.code.startsWith('TOO_'))).toEqual([]);
    }
  });

  it('a refusal names the limit, in the language of the request', async () => {
    const document = `{ ${fields(11, () => '__typename')} }`;
    const english = await gateway.client().send(document);
    expect(english.errors).toMatchObject([
      { message: 'The operation selects more than 10 fields at its root.', extensions: { limit: 10 } },
    ]);
    const japanese = await gateway.client({ 'accept-language': 'ja' }).send(document);
    expect(japanese.errors[0]?.message).toContain('上限(10)');
  });

  it('a remembered document is judged no otherwise the second time', async () => {
    for (let time = 0; time < 3; time += 1) {
      refused(await gateway.client().send(nested(9)), 'TOO_DEEP');
      expect((await gateway.client().send('{ __typename }')).errors).toEqual([]);
    }
  });

  it('introspection passes where it is on, and is itself limited in what it nests', async () => {
    expect((await gateway.client().send(getIntrospectionQuery())).errors).toEqual([]);
    const circular = `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`;
    const { errors, data } = await gateway.client().send(circular);
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(data).toBeNull();
  });

  it('no document of many faults is told them all', async () => {
    const { errors } = await gateway.client().send(`{ viewer { ${fields(300, (nth) => `f${nth}`)} } }`);
    expect(errors.length).toBeLessThanOrEqual(6);
  });

  const edges = 'edges { node { id loginId name email role version } }';

  it('TOO_COSTLY › however the length of the page is given, before anything is read', async () => {
    const master = await loggedIn(gateway, MASTER);
    const seven = fields(7, (nth) => `x${nth}: users(first: 100) { ${edges} }`);
    const byVariable = fields(7, (nth) => `x${nth}: users(first: $first) { ${edges} }`);
    refused(await master.send(`{ ${seven} }`), 'TOO_COSTLY');
    refused(await master.send(`query ($first: Int) { ${byVariable} }`, { first: 100 }), 'TOO_COSTLY');
    refused(await master.send(`query ($first: Int = 100) { ${byVariable} }`), 'TOO_COSTLY');
    refused(
      await master.send(`{ ...F x: users(first: 90) { ${edges} } } fragment F on Query { ${seven} }`),
      'TOO_COSTLY',
    );
    const page = await master.send(`{ users(first: 100) { ${edges} } }`);
    expect(page.errors).toEqual([]);
  });

  it('several requests in one body are not taken', async () => {
    const one = { query: '{ __typename }' };
    const { status, errors } = await gateway.client().post(JSON.stringify([one, one]));
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  });

  it('every limit is a setting', async () => {
    const strict = await startGateway({
      MAX_BODY_BYTES: '1024',
      MAX_TOKENS: '100',
      MAX_DEPTH: '2',
      MAX_ALIASES: '1',
      MAX_ROOT_FIELDS: '2',
      MAX_DIRECTIVES: '0',
      MAX_COST: '3',
    });
    const code = async (query: string): Promise<unknown> =>
      (await strict.client().send(query)).errors[0]?.extensions.code;
    expect(await code(`{ __typename } # ${'x'.repeat(1_024)}`)).toBe('TOO_LARGE');
    expect(await code(`{ ${fields(100, () => 'a')} }`)).toBe('TOO_MANY_TOKENS');
    expect(await code('{ a { b { c } } }')).toBe('TOO_DEEP');
    expect(await code('{ x: __typename y: __typename }')).toBe('TOO_MANY_ALIASES');
    expect(await code('{ a b c }')).toBe('TOO_MANY_ROOT_FIELDS');
    expect(await code('{ __typename @skip(if: false) }')).toBe('TOO_MANY_DIRECTIVES');
    expect(await code('{ policy { __typename } x: policy { __typename } }')).toBe('TOO_COSTLY');
    expect(await code('{ policy { __typename } __typename }')).toBeUndefined();
    await strict.close();
  });
});

describe('what a client is told of the schema in production’s way', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ INTROSPECTION: 'off' });
  });
  afterAll(() => gateway.close());

  it.each([
    '{ viewr { id } }',
    '{ viewer { nam } }',
    '{ users(frist: 1) { totalCount } }',
    'mutation { login(inptu: {}) { __typename } }',
    'query ($input: LoginInptu) { __typename }',
    'mutation { login(input: { loginIdd: "a" }) { __typename } }',
    '{ __typename @skpi(if: true) }',
    'mutation { login(input: { loginId: "a", loginPassword: "b", delivery: BAERER }) { __typename } }',
    'fragment F on Vewer { id } { ...F }',
  ])('no suggestion: %s', async (document) => {
    const { errors, text } = await gateway.client().send(document);
    expect(errors.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/did you mean/i);
    expect(text).not.toMatch(/"(viewer|name|first|LoginInput|loginId|skip|BEARER|Viewer)"/);
  });

  it('nor in an error about variables', async () => {
    const { errors, text } = await gateway
      .client()
      .runRaw('login', { input: { loginIdd: 'a', loginPassword: 'b', delivery: 'BAERER' } });
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(text).not.toMatch(/did you mean|BAERER|loginIdd/i);
  });
});
