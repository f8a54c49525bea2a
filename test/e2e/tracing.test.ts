import { gatewayEnvironment, startGatewayBeside, type TestGateway } from '../support/gateway';
import type { UnionResult } from '../support/gateway-client';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process';
import {
  attributeOf,
  startTraceCollector,
  type CollectedSpan,
  type TraceCollector,
} from '../support/trace-collector';
import { WRONG } from './support/entries';
import { MASTER, ODAWARA } from './support/people';

const PLANTED = {
  operationName: 'Kanari0peration',
  alias: 'kanariAlias',
  field: 'kanariField',
  query: 'kanari-query',
  path: 'kanari-path',
  agent: 'kanari-agent',
  literal: 'kanari-literal',
  cookie: 'kanari-cookie',
};
const TRACE_OF_A_STRANGER = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('a traced gateway', () => {
  let database: { readonly env: NodeJS.ProcessEnv; drop(): Promise<void> };
  let seeding: TestGateway;
  let collector: TraceCollector;
  let gateway: GatewayProcess;
  let spans: readonly CollectedSpan[];
  let asked: UnionResult;
  let answered: UnionResult;
  let requestId: string | null;
  beforeAll(async () => {
    database = await gatewayEnvironment();
    // The demo people are put into the database by a gateway in this process, which is not traced.
    seeding = await startGatewayBeside(database);
    collector = await startTraceCollector();
    gateway = await startGatewayProcess({ ...database.env, TRACING_URL: collector.url });
    const client = gateway.client();
    const login = await client.runRaw('login', {
      input: { loginId: ODAWARA.loginId, loginPassword: ODAWARA.loginPassword, delivery: 'BEARER' },
    });
    requestId = login.headers.get('x-request-id');
    asked = login.data?.['login'] as UnionResult;
    const { questionId: id } = { questionId: (asked['question'] as { id: number }).id };
    const answer = ODAWARA.securityAnswers.find(({ questionId }) => questionId === id)?.answer ?? '';
    answered = await client.answer(asked, answer);
    await client.send(
      `query ${PLANTED.operationName} { ${PLANTED.alias}: viewer { id } }`,
      {},
      {
        'user-agent': PLANTED.agent,
        cookie: `__Host-session=${PLANTED.cookie}`,
        traceparent: `00-${TRACE_OF_A_STRANGER}-00f067aa0ba902b7-01`,
      },
    );
    await client.send(`{ ${PLANTED.field} }`);
    await client.send(`{ viewer { id(of: "${PLANTED.literal}") } }`);
    await client.send(
      'mutation { login(input: { loginId: "a", loginPassword: "kanari-literal }) { __typename } }',
    );
    await fetch(`${gateway.url}/graphql?query=${PLANTED.query}`);
    await fetch(`${gateway.url}/${PLANTED.path}?${PLANTED.query}`);
    await fetch(`${gateway.url}/readyz`);
    await gateway.client().login(MASTER.loginId, WRONG);
    // Stopping sends what is left.
    await gateway.kill('SIGTERM');
    spans = collector.spans();
  });
  afterAll(async () => {
    await gateway.kill('SIGKILL');
    await collector.close();
    await seeding.close();
    await database.drop();
  });

  const traceOfLogin = (): readonly CollectedSpan[] => {
    const root = spans.find((span) => attributeOf(span, 'sekisho.request_id') === requestId);
    if (root === undefined) throw new Error('the login is on no trace');
    return spans.filter(({ traceId }) => traceId === root.traceId);
  };

  it('follows a login through HTTP, GraphQL, Redis and Postgres on one trace', () => {
    const trace = traceOfLogin();
    const systems = new Set(trace.map((span) => attributeOf(span, 'db.system.name')));
    expect(systems).toEqual(new Set([undefined, 'redis', 'postgresql']));
    expect(trace.filter((span) => span.parentSpanId === undefined || span.parentSpanId === '')).toHaveLength(
      1,
    );
    expect(trace.map((span) => attributeOf(span, 'http.route'))).toContain('/graphql');
    expect(trace.map(({ name }) => name)).toContain('graphql.execute mutation');
    expect(trace.map((span) => attributeOf(span, 'graphql.field.name'))).toContain('login');
    expect(trace.some((span) => attributeOf(span, 'db.query.text')?.includes('FROM') === true)).toBe(true);
    const ids = new Set(trace.map(({ spanId }) => spanId));
    for (const { parentSpanId } of trace) expect(!parentSpanId || ids.has(parentSpanId)).toBe(true);
  });

  it('names the trace in the log of the request', () => {
    const [{ traceId }] = traceOfLogin() as [CollectedSpan];
    const lines = gateway.output().split('\n');
    const ofRequest = lines.filter((line) => line.includes(String(requestId)));
    expect(ofRequest.length).toBeGreaterThan(0);
    for (const line of ofRequest) expect(line).toContain(`"traceId":"${traceId}"`);
  });

  it('sends none of what was typed, shown or made', () => {
    const received = collector.received();
    expect(received).toContain('graphql.execute');
    const secrets = [
      ...Object.values(PLANTED),
      ...[ODAWARA, MASTER].flatMap(({ loginId, loginPassword, securityAnswers }) => [
        loginId,
        loginPassword,
        ...securityAnswers.map(({ answer }) => answer),
      ]),
      WRONG,
      ...[asked['challengeToken'], answered['sessionToken'], answered['deviceToken']].map(String),
      ...['ATTEMPT_KEY_SECRET', 'PEPPERS'].map((name) => String(database.env[name])),
      'Kanari',
      'kanari',
      '127.0.0.1',
    ];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(1);
      const found = received.replace(/"host","127\.0\.0\.1:\d+"/gi, '').includes(secret);
      expect([secret, found]).toEqual([secret, false]);
    }
    expect(spans.flatMap(({ events }) => events)).toEqual([]);
    expect(spans.map(({ status }) => status.message ?? '').join('')).toBe('');
  });

  it('a stranger cannot choose the trace that he is on, and health is on none', () => {
    expect(spans.map(({ traceId }) => traceId)).not.toContain(TRACE_OF_A_STRANGER);
    expect(spans.map((span) => attributeOf(span, 'http.route'))).not.toContain('/readyz');
  });
});

describe('an untraced gateway', () => {
  it('loads nothing of OpenTelemetry, nor does one whose collector is away keep anybody waiting', async () => {
    const { env, drop } = await gatewayEnvironment();
    try {
      const away = await startGatewayProcess({ ...env, TRACING_URL: 'http://127.0.0.1:1' });
      expect((await fetch(`${away.url}/readyz`)).status).toBe(200);
      expect((await away.client().runRaw('policy')).errors).toEqual([]);
      expect(await away.kill('SIGTERM')).toBe(0);

      const untraced = await startGatewayProcess({ ...env, NODE_DEBUG: 'module' });
      expect((await untraced.client().runRaw('policy')).errors).toEqual([]);
      await untraced.kill('SIGTERM');
      const packages = [...untraced.output().matchAll(/load "[^"]*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)/g)];
      const loaded = new Set(packages.map(([, name = '']) => name));
      expect(loaded).toContain('fastify');
      // Its interfaces alone, which prom-client brings.
      expect([...loaded].filter((name) => name.startsWith('@opentelemetry/'))).toEqual([
        '@opentelemetry/api',
      ]);
      expect(untraced.output().includes('traceId')).toBe(false);
    } finally {
      await drop();
    }
  });
});
