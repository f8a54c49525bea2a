import type { EntityManager } from 'typeorm';
import type { History } from '../history/history';
import type { Clock } from '../platform/clock';
import type { ActingUser } from '../users/acting-user';
import type { ApprovalCase, ApprovalCases } from './approval-cases';
import { changed, type ApprovalChange } from './approval-change';
import { approvalEvent } from './approval-event';
import type { NoSuchRequest } from './approval-refusal';
import type { ApprovalRequest } from './approval-request';
import { approvalScopeOf, isVisible } from './approval-visibility';

/** What every step of a request works with. */
export interface StepPorts {
  readonly cases: ApprovalCases;
  readonly history: History;
  readonly clock: Clock;
}

/** The request as the user sees it; null if he does not. */
export async function seenCase(
  cases: ApprovalCases,
  acting: ActingUser,
  requestId: string,
): Promise<ApprovalCase | null> {
  const found = await cases.find(acting, requestId);
  return found !== null && isSeen(found) ? found : null;
}

/** Runs `work` on a request that the user sees, and holds it until that is done. */
export async function onHeldCase<Result>(
  cases: ApprovalCases,
  acting: ActingUser,
  requestId: string,
  work: (held: ApprovalCase, transaction: EntityManager) => Promise<Result>,
): Promise<Result | NoSuchRequest> {
  const result = await cases.whileHeld<Result | null>(acting, requestId, async (held, transaction) =>
    isSeen(held) ? work(held, transaction) : null,
  );
  return result ?? { kind: 'NOT_FOUND' };
}

/** Takes a step of a request that is held, and records it in the same transaction (R11). */
export async function takeStep(
  { cases, history }: Pick<StepPorts, 'cases' | 'history'>,
  acting: ActingUser,
  request: ApprovalRequest,
  change: ApprovalChange,
  at: Date,
  transaction: EntityManager,
): Promise<ApprovalRequest> {
  const next = changed(request, change);
  await cases.save(next, transaction);
  await history.append(approvalEvent(change.step, next, acting, at), transaction);
  return next;
}

function isSeen({ request, user, organization }: ApprovalCase): boolean {
  return isVisible(request, approvalScopeOf(user, organization.id));
}
