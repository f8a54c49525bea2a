import { productionEnvironment } from '../unit/config/environments';
import { loadConfig } from '../../src/config/load-config';
import { startGateway, type TestGateway } from '../support/gateway';
import type { GatewayAnswer } from '../support/gateway-client';

/**
 * The checks of graphql-cop (github.com/dolevf/graphql-cop, lib/tests) and the checklist of the OWASP GraphQL Cheat Sheet, with
 * the requests that the scanner sends, against a gateway that is as open as in production.
 */
let gateway: TestGateway;
beforeAll(async () => {
  const { playground } = loadConfig(productionEnvironment());
  gateway = await startGateway({
    PLAYGROUND: playground.enabled ? 'on' : 'off',
    INTROSPECTION: playground.introspection ? 'on' : 'off',
  });
});
afterAll(() => gateway.close());

const cop = (query: string): Promise<GatewayAnswer> => gateway.client({}).send(query);
const get = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`, { headers });
const times = (count: number, text: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => text(nth)).join(' ');

describe('graphql-cop', () => {
  it('dos_alias_overloading › 101 aliases are refused', async () => {
    const { data, errors } = await cop(`query cop { ${times(101, (nth) => `alias${nth}:__typename`)} }`);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'TOO_MANY_ALIASES' } }]);
  });

  it('dos_batch › an array of ten requests is refused as one', async () => {
    const batch = Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' }));
    const answer = await gateway.client({}).post(JSON.stringify(batch));
    expect(answer.status).toBe(400);
    expect(Array.isArray(JSON.parse(answer.text))).toBe(false);
  });

  it('dos_directive_overloading › ten directives on a field are not even validated', async () => {
    const { errors } = await cop(`query cop { __typename ${'@aa'.repeat(10)} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'TOO_MANY_DIRECTIVES' } }]);
  });

  it('dos_circular_introspection › a circular query by introspection is refused', async () => {
    const circular = `${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)}`;
    const { data } = await cop(`query cop { __schema { types { ${circular} } } }`);
    expect(data).toBeNull();
  });

  it('dos_circular_fragment › fragments that spread one another are refused, quickly', async () => {
    const { data, errors } = await cop(
      'query cop { ...A } fragment A on Query { __typename ...B } fragment B on Query { __typename ...A }',
    );
    expect(data).toBeNull();
    expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('dos_field_duplication › 500 times the same field is refused', async () => {
    const { data, errors } = await cop(`query cop { ${times(500, () => '__typename')} }`);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'TOO_MANY_ROOT_FIELDS' } }]);
  });

  it('info_field_suggestions › no field is suggested', async () => {
    for (const query of ['query cop { __schema { directive } }', '{ viewr { id } }']) {
      expect((await cop(query)).text).not.toMatch(/did you mean/i);
    }
  });

  it('info_get_based_mutation › no mutation runs by GET', async () => {
    const response = await get('mutation cop {__typename}');
    expect(response.status).toBe(405);
    expect(await response.json()).not.toHaveProperty('data');
  });

  it('info_get_method_support › a query by GET is answered, as GraphQL over HTTP allows, but as to a stranger', async () => {
    // The scanner warns of forgery by GET; without cookies nothing can be done or learned in a user's name.
    const response = await get('query cop { viewer { id } }', { cookie: `__Host-sekisho=${'x'.repeat(64)}` });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    '/graphql',
    '/',
    '/graphiql',
    '/playground',
    '/console',
    '/graphql/playground',
    '/altair',
    '/voyager',
  ])('info_graphiql › no graphical client at %s', async (path) => {
    const response = await fetch(`${gateway.url}${path}`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).not.toContain('html');
    expect(await response.text()).not.toMatch(/graphiql|graphql.?playground|<html/i);
  });

  it.each(['__schema { types { name fields { name } } }', '__type(name: "Query") { name }'])(
    'info_introspect › the schema is not told: %s',
    async (field) => {
      const { data, errors } = await cop(`query cop { ${field} }`);
      expect(data).toBeNull();
      expect(errors.length).toBeGreaterThan(0);
    },
  );

  it('info_post_based_csrf › a form’s POST is refused', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      body: new URLSearchParams({ query: 'query cop { __typename }' }),
    });
    expect(response.status).toBe(415);
    expect(await response.json()).not.toHaveProperty('data');
  });

  it.each([
    '{ __typename }',
    '{ nothing }',
    'mutation { login(input: { loginId: "a", loginPassword: "b" }) { __typename } }',
  ])('info_trace_mode › nothing is told of how it ran: %s', async (query) => {
    for (const headers of [{}, { 'apollo-federation-include-trace': 'ftv1' }]) {
      const { text } = await gateway.client(headers).send(query);
      expect(JSON.parse(text)).not.toHaveProperty('extensions');
      expect(text).not.toMatch(/tracing|ftv1|duration|debug/i);
    }
  });

  it('info_unhandled_error › no error shows the inside', async () => {
    const { errors, text } = await cop('qwerty cop { abc }');
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    expect(text).not.toMatch(/exception|stacktrace|node_modules|\.js:|\.ts:/i);
  });
});

describe('OWASP GraphQL Cheat Sheet', () => {
  const open = (field: string): Promise<GatewayAnswer> => cop(`mutation { ${field} }`);

  it.each([
    ['SQL injection', "' OR '1'='1"],
    ['NoSQL injection', '{"$gt": ""}'],
    ['command injection', '$(sleep 5); `id`'],
    ['CRLF injection', 'a\r\nSet-Cookie: x=y'],
    ['a null character', 'a\u0000b'],
    ['half a surrogate pair', 'a\ud800b'],
    ['a text of 30,000 characters', 'a1'.repeat(15_000)],
  ])('Input validation › %s in a login ID makes a wrong login ID', async (_what, loginId) => {
    const input = { loginId, loginPassword: 'Chigau-1' };
    const answer = await gateway.client({}).runRaw('login', { input });
    expect(answer.headers.has('set-cookie')).toBe(false);
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchObject({ login: { __typename: 'InvalidCredentials' } });
  });

  it('Query limiting › depth', async () => {
    const { errors } = await cop(`${'{ node '.repeat(50)}${'}'.repeat(50)}`);
    expect(errors).toMatchObject([{ extensions: { code: 'TOO_DEEP' } }]);
  });

  it('Query limiting › amount and cost: no list is longer than a hundred, and no operation is without measure', async () => {
    const { errors } = await cop('{ users(first: 1000000) { edges { node { id } } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'TOO_COSTLY' } }]);
  });

  it('Batching attacks › two logins in one request are refused, whatever they are written as', async () => {
    const guess = 'login(input: { loginId: "nobody77", loginPassword: "Chigau-1" }) { __typename }';
    for (const both of [`a: ${guess} b: ${guess}`, `... { a: ${guess} } ... { b: ${guess} }`]) {
      expect((await open(both)).errors).toMatchObject([{ extensions: { code: 'TOO_MANY_SECRETS' } }]);
    }
  });

  it('Rate limiting › every answer tells how much is left', async () => {
    const { headers } = await cop('{ __typename }');
    expect(headers.get('ratelimit')).toMatch(/^"requests";r=\d+;t=\d+$/);
  });

  it('Access control › everything but what strangers need asks for a session', async () => {
    for (const field of [
      'viewer { id }',
      'users { totalCount }',
      'sessions { __typename }',
      'operationHistory { __typename }',
    ]) {
      const { errors } = await cop(`{ ${field} }`);
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  it('Introspection and GraphiQL › both are off in production unless two settings say otherwise', () => {
    expect(loadConfig(productionEnvironment()).playground).toEqual({ enabled: false, introspection: false });
    for (const name of ['PLAYGROUND', 'INTROSPECTION']) {
      expect(() => loadConfig({ ...productionEnvironment(), [name]: 'on' })).toThrow(name);
    }
  });
});
