import type { CredentialKind } from '../credentials/credential-kind';
import type { HistoryEvent } from '../history/history-event';
import type { ActingUser } from './acting-user';

type AdministrationEventType =
  'SUSPENDED' | 'SUSPENSION_RELEASED' | 'SECRET_RESET' | 'ADDITIONAL_AUTHENTICATION_RESET';

/** A line of the operation history about a credential that the master has taken in hand for a general user (R5, R11). */
export function administrationEvent(
  type: AdministrationEventType,
  master: ActingUser,
  subjectUserId: string,
  credentialKind: CredentialKind,
  occurredAt: Date,
): HistoryEvent {
  return {
    type,
    occurredAt,
    organizationId: master.organizationId,
    actorUserId: master.id,
    subjectUserId,
    credentialKind,
    origin: master.origin,
    reason: 'BY_MASTER',
  };
}
