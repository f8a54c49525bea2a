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
    ['broken GraphQL', 400, 'GRAPHQL_PARSE_FAILED', () => post('{"query":"{"}')],
    ['an unknown field', 400, 'GRAPHQL_VALIDATION_FAILED', () => post('{"query":"{ nothing }"}')],
    [
      'an unknown operation name',
      400,
      'OPERATION_RESOLUTION_FAILURE',
      () => post('{"query":"query A { viewer { id } }","operationName":"B"}'),
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
