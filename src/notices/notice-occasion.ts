import type { HistoryEvent, HistoryEventType } from '../history/history-event';

/** What people are told of by mail (R11): each is one text of the catalogue. */
export const NOTICE_OCCASIONS = [
  'LOCKED_OUT',
  'SUSPENDED',
  'SUSPENDED_AFTER_LOCKOUTS',
  'SUSPENSION_RELEASED',
  'SECRET_CHANGED',
  'SECRET_RESET',
  'SECURITY_ANSWERS_REGISTERED',
  'ADDITIONAL_AUTHENTICATION_RESET',
  'DEVICE_TRUSTED',
  'RIGHTS_CHANGED',
  'EMAIL_CHANGED',
  'EMAIL_GIVEN_UP',
  'USER_CREATED',
  'MASTER_REGISTERED',
  'CREDENTIALS_INITIALIZED',
  'PIN_CHANGED',
] as const;

export type NoticeOccasion = (typeof NOTICE_OCCASIONS)[number];

/**
 * The events that are an occasion, by type, or by type and reason where the reason decides. A paper procedure records
 * what it did by the same types (R6): on paper a PIN is changed, and a master's credentials are initialized.
 */
const OCCASIONS: ReadonlyMap<HistoryEventType | `${HistoryEventType} ${string}`, NoticeOccasion> = new Map([
  ['LOCKED_OUT', 'LOCKED_OUT'],
  ['SUSPENDED', 'SUSPENDED'],
  ['SUSPENDED TOO_MANY_LOCKOUTS', 'SUSPENDED_AFTER_LOCKOUTS'],
  ['SUSPENSION_RELEASED', 'SUSPENSION_RELEASED'],
  ['SECRET_CHANGED', 'SECRET_CHANGED'],
  ['SECRET_CHANGED BY_PAPER', 'PIN_CHANGED'],
  ['SECRET_RESET', 'SECRET_RESET'],
  ['SECRET_RESET INITIALIZED', 'CREDENTIALS_INITIALIZED'],
  ['SECURITY_ANSWERS_REGISTERED', 'SECURITY_ANSWERS_REGISTERED'],
  ['ADDITIONAL_AUTHENTICATION_RESET', 'ADDITIONAL_AUTHENTICATION_RESET'],
  ['DEVICE_TRUSTED', 'DEVICE_TRUSTED'],
  ['USER_UPDATED RIGHTS_CHANGED', 'RIGHTS_CHANGED'],
  ['USER_UPDATED EMAIL_CHANGED', 'EMAIL_CHANGED'],
  ['USER_CREATED', 'USER_CREATED'],
  ['STAFF_CREATED', 'USER_CREATED'],
  ['MASTER_REGISTERED', 'MASTER_REGISTERED'],
]);

/** The occasion that an event of the history is; null if nobody is written to. `EMAIL_GIVEN_UP` goes with `EMAIL_CHANGED`. */
export function occasionOf({ type, reason }: Pick<HistoryEvent, 'type' | 'reason'>): NoticeOccasion | null {
  return OCCASIONS.get(`${type} ${reason ?? ''}`) ?? OCCASIONS.get(type) ?? null;
}
