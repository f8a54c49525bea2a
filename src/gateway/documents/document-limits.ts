import { GraphQLError, parse, type DocumentNode } from 'graphql';
import type { RefusalCode } from '../../graphql/refused-request';
import { documentSize } from './document-size';

/** How large a document may be. */
export interface DocumentLimits {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** See operation-cost.ts. */
  readonly cost: number;
}

/** A limit that is exceeded. */
export interface ExceededLimit {
  readonly code: RefusalCode;
  readonly limit: number;
}

/** Texts that are remembered to be within the limits; the clients of one gateway use a few dozens. */
const REMEMBERED = 500;

/** Longer texts, in characters, are not remembered, so that those of strangers fill no memory. */
const REMEMBERED_LENGTH = 4_096;

/**
 * Judges documents by their text before they are validated, since validating a hostile one is what costs most.
 * Those that were within the limits are remembered, and not read again.
 */
export class DocumentGate {
  private readonly accepted = new Set<string>();

  constructor(private readonly limits: DocumentLimits) {}

  /** The first limit that `text` exceeds, or null. What is no GraphQL passes: reading it says what is wrong with it. */
  exceeded(text: string): ExceededLimit | null {
    if (this.accepted.has(text)) return null;
    const exceeded = exceededLimit(text, this.limits);
    if (exceeded === null) this.remember(text);
    return exceeded;
  }

  private remember(text: string): void {
    if (text.length > REMEMBERED_LENGTH) return;
    if (this.accepted.size >= REMEMBERED) this.accepted.clear();
    this.accepted.add(text);
  }
}

function exceededLimit(text: string, limits: DocumentLimits): ExceededLimit | null {
  let document: DocumentNode;
  try {
    document = parse(text, { maxLexicalTokens: limits.tokens, noLocation: true });
  } catch (fault) {
    return hasTooManyTokens(fault) ? { code: 'TOO_MANY_TOKENS', limit: limits.tokens } : null;
  }
  const { directives, depth, aliases, rootFields } = documentSize(document);
  if (depth > limits.depth) return { code: 'TOO_DEEP', limit: limits.depth };
  if (aliases > limits.aliases) return { code: 'TOO_MANY_ALIASES', limit: limits.aliases };
  if (rootFields > limits.rootFields) return { code: 'TOO_MANY_ROOT_FIELDS', limit: limits.rootFields };
  if (directives > limits.directives) return { code: 'TOO_MANY_DIRECTIVES', limit: limits.directives };
  return null;
}

/** graphql-js has no code for it; the wording is its own and held by a test. */
function hasTooManyTokens(fault: unknown): boolean {
  return fault instanceof GraphQLError && /contains more that \d+ tokens/.test(fault.message);
}
