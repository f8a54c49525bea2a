import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';

/**
 * What a span may tell. Everything else that instrumentations attach, now or in a later version, stays here: addresses,
 * headers, paths, documents, aliases, and the names that clients give their operations.
 */
const TOLD_ATTRIBUTES = new Set([
  'http.request.method',
  'http.response.status_code',
  'http.route',
  'graphql.operation.type',
  'graphql.field.name',
  'graphql.field.type',
  'graphql.parent.name',
  'db.system.name',
  'db.namespace',
  'db.operation.name',
  'db.query.text',
  'db.response.status_code',
  'error.type',
  'server.port',
  'sekisho.request_id',
]);

/** A span without what a user or a stranger typed: no events (exceptions quote it), no status text, told attributes only. */
export function cleaned(span: ReadableSpan): ReadableSpan {
  const attributes = toldOf(span.attributes);
  return Object.create(span, {
    name: { value: nameOf(span.name, attributes), enumerable: true },
    attributes: { value: attributes, enumerable: true },
    events: { value: [], enumerable: true },
    links: { value: [], enumerable: true },
    status: { value: { code: span.status.code }, enumerable: true },
  }) as ReadableSpan;
}

function toldOf(attributes: Attributes): Attributes {
  const told = Object.entries(attributes).filter(([name]) => TOLD_ATTRIBUTES.has(name));
  return Object.fromEntries(
    told.map(([name, value]) => [
      name,
      name === 'db.query.text' && typeof value === 'string' ? withoutLiterals(value) : value,
    ]),
  );
}

/** Names that hold nothing of a request: those of the steps of GraphQL, and commands and statements of our own. */
const OWN_NAMES = /^(graphql\.(parse|parseSchema|validate|validateSchema|execute)|pg[.-].*|[a-zA-Z]+)$/;

/** Names as the instrumentations give them hold the operation's name and the aliases that its client chose. */
function nameOf(name: string, attributes: Attributes): string {
  const {
    'graphql.operation.type': type,
    'graphql.field.name': field,
    'http.request.method': method,
    'http.route': route,
  } = attributes;
  if (typeof type === 'string') return `graphql.execute ${type}`;
  if (typeof field === 'string') return `graphql.resolve ${field}`;
  if (typeof method === 'string') return typeof route === 'string' ? `${method} ${route}` : method;
  return OWN_NAMES.test(name) ? name : 'unnamed';
}

/** Our statements carry values as parameters; should one ever carry a literal, it does not leave the gateway. */
function withoutLiterals(statement: string): string {
  return statement.replace(/'(?:[^']|'')*'/g, '?').replace(/(?<![\w$])\d+(?:\.\d+)?\b/g, '?');
}
