import type { FastifyRequest } from 'fastify';
import type { DocumentGate, ExceededLimit } from '../documents/document-limits';
import type { NamedDocument, TrustedDocuments } from '../documents/trusted-documents';

/** What decides which documents are run. */
export interface DocumentPorts {
  readonly gate: DocumentGate;
  /** Null if any document that fits the schema is run. */
  readonly trusted: TrustedDocuments | null;
}

/** Why a document is not run. */
export type DocumentRefusal = ExceededLimit | { readonly code: 'UNTRUSTED_DOCUMENT' };

/**
 * Judges the document of a request before it is validated, and puts the text of a trusted one in the place of its name.
 * A request that is malformed passes: GraphQL's own reader says what is wrong with it.
 */
export function refusalOfDocument(
  request: FastifyRequest,
  { gate, trusted }: DocumentPorts,
): DocumentRefusal | null {
  const named = request.method === 'POST' ? namedInBody(request.body) : namedInUrl(request.url);
  if (named === null) return null;
  if (trusted !== null && (typeof named.query === 'string' || namesDocument(named))) {
    const query = trusted.textOf(named);
    if (query === null) return { code: 'UNTRUSTED_DOCUMENT' };
    if (request.method === 'POST') request.body = { ...named, query, extensions: null };
    return gate.exceeded(query);
  }
  return typeof named.query === 'string' ? gate.exceeded(named.query) : null;
}

function namesDocument({ documentId, extensions }: NamedDocument): boolean {
  return (
    typeof documentId === 'string' ||
    (typeof extensions === 'object' && extensions !== null && 'persistedQuery' in extensions)
  );
}

function namedInBody(body: unknown): NamedDocument | null {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : null;
}

/** Read as Apollo Server reads it, so that no two readers see two documents: given twice it is refused there. */
function namedInUrl(url: string): NamedDocument | null {
  const at = url.indexOf('?');
  const [query, ...more] = new URLSearchParams(at === -1 ? '' : url.slice(at)).getAll('query');
  return query === undefined || more.length > 0 ? null : { query };
}
