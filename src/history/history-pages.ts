import type { CredentialKind } from '../credentials/credential-kind';
import type { HistoryEventType, Origin } from './history-event';
import type { HistoryObject } from './history-object';
import type { HistoryScope } from './history-scope';

/** Where a page of the history begins: after this event, the newest first. */
export interface HistoryPosition {
  readonly occurredAt: Date;
  readonly id: string;
}

/** Which events to read. */
export interface HistoryQuery {
  readonly scope: HistoryScope;
  readonly types: readonly HistoryEventType[];
  readonly subjectUserId: string | null;
  /** The first instant that is read. */
  readonly from: Date | null;
  /** The first instant that is not read any more. */
  readonly to: Date | null;
}

/** Somebody in the history. */
export interface HistoryPerson {
  readonly id: string;
  /** Null if the user is deleted, or is of the bank or of another organization than the reader. */
  readonly name: string | null;
}

/** An event as its readers see it. */
export interface HistoryEntry extends HistoryPosition, Origin {
  readonly type: HistoryEventType;
  readonly actor: HistoryPerson | null;
  readonly subject: HistoryPerson | null;
  readonly credentialKind: CredentialKind | null;
  readonly reason: string | null;
  /** Null if it is about nothing else, or about what the reader is not told of. */
  readonly object: HistoryObject | null;
}

/** Reads the operation history by pages, the newest event first. */
export interface HistoryPages {
  /** At most `count` events after `after`. */
  page(query: HistoryQuery, count: number, after: HistoryPosition | null): Promise<readonly HistoryEntry[]>;
}
