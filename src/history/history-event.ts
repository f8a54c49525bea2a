import type { CredentialKind } from '../credentials/credential-kind';
import type { Language } from '../users/user';
import type { HistoryObject } from './history-object';

/** What the operation history records (R11). */
export const HISTORY_EVENT_TYPES = [
  'LOGIN_SUCCEEDED',
  'LOGIN_FAILED',
  'LOGGED_OUT',
  'CONFIRMATION_FAILED',
  'LOCKED_OUT',
  'AUTO_UNLOCKED',
  'SUSPENDED',
  'SUSPENSION_RELEASED',
  'USER_CREATED',
  'USER_UPDATED',
  'USER_DELETED',
  'ORGANIZATION_SETTINGS_CHANGED',
  'SECRET_CHANGED',
  'SECRET_CHANGE_FAILED',
  'SECRET_RESET',
  'INQUIRY_AUTHORIZED',
  'INQUIRY_FAILED',
  'TRANSFER_AUTHORIZED',
  'TRANSFER_AUTHORIZATION_FAILED',
  'REGISTRATION_OPENED',
  'REGISTRATION_REFUSED',
  'MASTER_REGISTERED',
  'SECURITY_ANSWERS_REGISTERED',
  'ADDITIONAL_AUTHENTICATION_REQUIRED',
  'ADDITIONAL_AUTHENTICATION_FAILED',
  'ADDITIONAL_AUTHENTICATION_RESET',
  'DEVICE_TRUSTED',
  'DEVICE_FORGOTTEN',
  'SESSION_ENDED',
  'PAPER_RECEIVED',
  'PAPER_VERIFIED',
  'PAPER_EXECUTED',
  'PAPER_REJECTED',
  'APPROVAL_SAVED',
  'APPROVAL_REQUESTED',
  'APPROVAL_GRANTED',
  'APPROVAL_REMANDED',
  'APPROVAL_WITHDRAWN',
  'APPROVAL_CANCELLED',
  'APPROVAL_DELETED',
  'APPROVAL_EXPIRED',
  'STAFF_CREATED',
  'STAFF_REMOVED',
  'RECEIPT_KEY_CREATED',
  'RECEIPT_KEY_REVOKED',
] as const;

export type HistoryEventType = (typeof HISTORY_EVENT_TYPES)[number];

/** Where a request came from, as far as the gateway can tell. */
export interface Origin {
  /** The client's address, IPv4 or IPv6, after trusted proxies. */
  readonly ip: string | null;
  /** The `User-Agent` header, cut to 256 characters. */
  readonly userAgent: string | null;
}

/** Where a user was written to, and as whom, before his e-mail address was changed. */
export interface FormerAddressee {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

/** One line of the operation history. It never holds a secret, nor a login ID typed by a stranger (R11). */
export interface HistoryEvent {
  readonly type: HistoryEventType;
  readonly occurredAt: Date;
  readonly organizationId: string | null;
  /** Who acted; null for a stranger or the system itself. */
  readonly actorUserId: string | null;
  /** Whom it happened to; null if no known user. */
  readonly subjectUserId: string | null;
  readonly credentialKind: CredentialKind | null;
  readonly origin: Origin | null;
  /** A short code such as `TOO_MANY_LOCKOUTS` or `BY_MASTER`. */
  readonly reason: string | null;
  /** Of a changed e-mail address: who hears of it at the old one (R11). Told by mail, never recorded. */
  readonly formerAddressee?: FormerAddressee;
  /** What it is about besides people and a credential; left out if nothing is. */
  readonly object?: HistoryObject;
}
