import type { CredentialKind } from '../credentials/credential-kind';
import type { HistoryEvent } from '../history/history-event';
import type { LockRecord } from './attempt-guard';
import type { CredentialOwner } from './credential-owners';

/**
 * When the lock of `before` ended by itself (ms since the epoch), if `after` no longer holds it; null if it stands yet,
 * or was lifted or replaced at `at` (ms since the epoch) before its end (R7).
 */
export function endOfLock(before: LockRecord, after: LockRecord, at: number): number | null {
  const { lockedAt, lockedUntil } = before;
  if (lockedUntil === null || after.lockedAt === lockedAt) return null;
  return at >= lockedUntil ? lockedUntil : null;
}

/** The automatic unlock at `until` (ms since the epoch), for the history (R11). Nobody did it. */
export function unlockEvent(
  until: number,
  kind: CredentialKind | null,
  owner: CredentialOwner | null,
): HistoryEvent {
  return {
    type: 'AUTO_UNLOCKED',
    occurredAt: new Date(until),
    organizationId: owner?.organizationId ?? null,
    actorUserId: null,
    subjectUserId: owner?.userId ?? null,
    credentialKind: kind,
    origin: null,
    reason: null,
  };
}
