import type { CredentialKind } from '../credentials/credential-kind';
import type { Language } from '../users/user';
import type { NoticeOccasion } from './notice-occasion';

/** What a notice tells. Names only: never a secret, never a login ID (R11). */
export interface NoticeFacts {
  /** When it happened, ISO 8601. */
  readonly occurredAt: string;
  readonly recipientName: string;
  readonly organizationName: string | null;
  /** Whom it happened to; null if it was the organization itself, as with a PIN. */
  readonly subjectName: string | null;
  /** Who did it; null for a stranger, the system itself or the helpdesk. */
  readonly actorName: string | null;
  readonly credentialKind: CredentialKind | null;
  readonly ip: string | null;
  /** Browser and system, as {@link deviceLabel} names them. */
  readonly device: string | null;
}

/** One mail that is owed to one person. */
export interface Notice {
  readonly id: string;
  readonly occasion: NoticeOccasion;
  /** The recipient's address when it happened; for `EMAIL_GIVEN_UP` the one that he had until then. */
  readonly address: string;
  /** The recipient's language when it happened. */
  readonly language: Language;
  readonly facts: NoticeFacts;
  readonly createdAt: Date;
}
