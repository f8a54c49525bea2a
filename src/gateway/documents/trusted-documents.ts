import { createHash } from 'node:crypto';
import { stripIgnoredCharacters } from 'graphql';

/** The parts of a GraphQL request that name its document. */
export interface NamedDocument {
  readonly query?: unknown;
  /** GraphQL over HTTP, appendix A: `sha256:` and 64 lower-case hexadecimal digits. */
  readonly documentId?: unknown;
  /** Apollo's older form: `persistedQuery.sha256Hash`. */
  readonly extensions?: unknown;
}

/** The documents that a gateway runs and no others, by the SHA-256 of their text (GraphQL over HTTP, appendix A). */
export class TrustedDocuments {
  private readonly byHash = new Map<string, string>();
  private readonly normalised = new Set<string>();

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      // Editors differ about the line break at the end of a file, so that both forms have their hash.
      for (const form of [text, text.trimEnd()]) this.byHash.set(sha256(form), text);
      this.normalised.add(stripIgnoredCharacters(text));
    }
  }

  /** The text of the document that a request names, or gives in full; null if it is not one of ours. */
  textOf({ query, documentId, extensions }: NamedDocument): string | null {
    const hash = hashOf(documentId, extensions);
    if (typeof query !== 'string') return hash === null ? null : (this.byHash.get(hash) ?? null);
    if (hash !== null && this.byHash.get(hash) === undefined) return null;
    return this.holds(query) ? query : null;
  }

  /** Whether `text` is one of ours but for white space, commas and comments, which change nothing. */
  private holds(text: string): boolean {
    try {
      return this.byHash.has(sha256(text)) || this.normalised.has(stripIgnoredCharacters(text));
    } catch {
      // Not GraphQL.
      return false;
    }
  }
}

function hashOf(documentId: unknown, extensions: unknown): string | null {
  if (typeof documentId === 'string') return /^sha256:([0-9a-f]{64})$/.exec(documentId)?.[1] ?? '';
  if (typeof extensions !== 'object' || extensions === null || !('persistedQuery' in extensions)) return null;
  const { persistedQuery } = extensions;
  if (typeof persistedQuery !== 'object' || persistedQuery === null) return '';
  const { sha256Hash } = persistedQuery as { readonly sha256Hash?: unknown };
  return typeof sha256Hash === 'string' ? sha256Hash : '';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
