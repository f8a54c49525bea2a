import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { cleaned } from '../../../../src/platform/tracing/span-cleaning';

const SECRET = 'himitsu-42';

/** A span as an instrumentation makes it, cleaned. */
function spanOf(name: string, attributes: Record<string, string | number>): ReadableSpan {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const span = provider.getTracer('test').startSpan(name, { attributes });
  span.recordException(new Error(SECRET));
  span.setStatus({ code: SpanStatusCode.ERROR, message: SECRET });
  span.end();
  const [made] = exporter.getFinishedSpans();
  if (made === undefined) throw new Error('there is no span');
  return cleaned(made);
}

describe('a span that leaves the gateway', () => {
  it('keeps what is told of it, its place in the trace and its times', () => {
    const span = spanOf('POST', { 'http.request.method': 'POST', 'http.route': '/graphql' });
    expect(span.name).toBe('POST /graphql');
    expect(span.attributes).toEqual({ 'http.request.method': 'POST', 'http.route': '/graphql' });
    expect(span.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(span.duration).toHaveLength(2);
    expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
  });

  it.each([
    ['an attribute that nobody allowed', 'GET', { 'url.query': SECRET, 'user_agent.original': SECRET }],
    ['the document', 'graphql.parse', { 'graphql.source': `{ user(id: "${SECRET}") }` }],
    ['the name of an operation', `query ${SECRET}`, { 'graphql.operation.type': 'query' }],
    [
      'an alias',
      `graphql.resolve ${SECRET}`,
      { 'graphql.field.name': 'viewer', 'graphql.field.path': SECRET },
    ],
    ['any other name', `new ${SECRET}`, {}],
    ['a literal of a statement', 'pg.query:SELECT bank', { 'db.query.text': `SELECT '${SECRET}', 'it''s'` }],
  ])('does not tell %s', (_what, name, attributes) => {
    const { name: told, attributes: toldAttributes, events, links, status } = spanOf(name, attributes);
    expect(JSON.stringify({ told, toldAttributes, events, links, status })).not.toContain(SECRET);
  });

  it('tells statements with the places of their parameters', () => {
    const text = "SELECT c.id FROM users u1 WHERE login_id = $1 AND kind = 'PIN' LIMIT 20";
    expect(spanOf('pg.query:SELECT bank', { 'db.query.text': text }).attributes).toEqual({
      'db.query.text': 'SELECT c.id FROM users u1 WHERE login_id = $1 AND kind = ? LIMIT ?',
    });
  });
});
