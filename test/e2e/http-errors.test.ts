import { startGateway, type TestGateway } from '../support/gateway';

describe('failures of HTTP itself are of GraphQL’s shape', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  const json = { 'content-type': 'application/json' };
  const post = (body: string, headers: Record<string, string> = json): Promise<Response> =>
    fetch(`${gateway.url}/graphql`, { method: 'POST', body, headers });

  it.each([
    ['a body too large', 413, 'TOO_LARGE', () => post(JSON.stringify({ query: ' '.repeat(70_000) }))],
    [
      'an unknown media type',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      () => post('<a/>', { 'content-type': 'application/xml' }),
    ],
    ['bad JSON', 400, 'BAD_REQUEST', () => post('{')],
    ['no body', 400, 'BAD_REQUEST', () => post('')],
    ['no document', 400, 'BAD_REQUEST', () => post('{}')],
    ['a document that is no text', 400, 'BAD_REQUEST', () => post('{"query":[1]}')],
    [
      'a prototype for poisoning',
      400,
      'BAD_REQUEST',
      () => post('{"__proto__":{"query":"{ viewer { id } }"}}'),
    ],
    ['an unknown address', 404, 'ROUTE_NOT_FOUND', () => fetch(`${gateway.url}/nowhere`)],
    [
      'another method',
      405,
      'METHOD_NOT_ALLOWED',
      () => fetch(`${gateway.url}/graphql`, { method: 'DELETE' }),
    ],
    [
      'another method with a body',
      405,
      'METHOD_NOT_ALLOWED',
      () => fetch(`${gateway.url}/graphql`, { method: 'PUT', body: '{}', headers: json }),
    ],
    [
      'text where JSON belongs',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      () => post('{}', { 'content-type': 'text/plain' }),
    ],
    [
      'a persisted query, which Apollo’s protocol answers with 200',
      200,
      'BAD_REQUEST',
      () => post('{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}'),
    ],
  ] as const)('%s: %i %s', async (_what, status, code, send) => {
    const response = await send();
    const body = (await response.json()) as {
      data?: unknown;
      errors: { message: string; extensions: object }[];
    };
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0]?.extensions).toEqual({ code });
    expect(body.errors[0]?.message).not.toBe('');
    expect(body.data ?? null).toBeNull();
  });

  const faultyRequests = [
    ['broken GraphQL', 'GRAPHQL_PARSE_FAILED', '{"query":"{"}'],
    ['an unknown field', 'GRAPHQL_VALIDATION_FAILED', '{"query":"{ nothing }"}'],
    [
      'an unknown operation name',
      'OPERATION_RESOLUTION_FAILURE',
      '{"query":"query A { viewer { id } }","operationName":"B"}',
    ],
    [
      'a variable of another form',
      'BAD_USER_INPUT',
      '{"query":"query ($first: Int) { users(first: $first) { totalCount } }","variables":{"first":"x"}}',
    ],
  ] as const;

  it.each(faultyRequests)(
    '%s: %s, with 400 for who accepts GraphQL’s own media type, else with 200',
    async (_what, code, body) => {
      for (const [accept, status] of [
        ['application/graphql-response+json', 400],
        ['application/graphql-response+json, application/json;q=0.5', 400],
        ['application/json', 200],
        ['*/*', 200],
      ] as const) {
        const response = await post(body, { ...json, accept });
        expect([accept, response.status]).toEqual([accept, status]);
        expect(response.headers.get('content-type')).toContain(
          status === 400 ? 'application/graphql-response+json' : 'application/json',
        );
        expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
      }
    },
  );

  it('a refused method names the allowed ones', async () => {
    const response = await fetch(`${gateway.url}/graphql`, { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, POST');
  });

  it.each([
    ['en', 'There is nothing at this address.'],
    ['ja', '指定されたアドレスには何もありません。'],
  ])('speaks the language of the request: %s', async (language, message) => {
    const response = await fetch(`${gateway.url}/nowhere`, { headers: { 'accept-language': language } });
    expect(await response.json()).toMatchObject({ errors: [{ message }] });
  });
});
