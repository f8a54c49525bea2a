import type { User } from '../users/user';
import { APPROVAL_KINDS, APPROVE_PERMISSIONS, REQUEST_PERMISSIONS, type ApprovalKind } from './approval-kind';
import { isPrivate, type ApprovalRequest } from './approval-request';

/** Which requests of his organization a user sees. */
export interface ApprovalScope {
  readonly organizationId: string;
  readonly userId: string;
  /** Of these kinds, everything that is not another's draft. */
  readonly kinds: readonly ApprovalKind[];
}

/**
 * R10: a user sees his own requests, those that he approved, and those of the kinds which he may request or approve; the
 * master, all of his organization. A draft is its requester's alone.
 */
export function approvalScopeOf(
  { id, role, permissions }: Pick<User, 'id' | 'role' | 'permissions'>,
  organizationId: string,
): ApprovalScope {
  const kinds = APPROVAL_KINDS.filter(
    (kind) =>
      role === 'MASTER' ||
      permissions.includes(REQUEST_PERMISSIONS[kind]) ||
      permissions.includes(APPROVE_PERMISSIONS[kind]),
  );
  return { organizationId, userId: id, kinds };
}

/** Whether a request lies within the scope; one that does not is as if there were none. */
export function isVisible(request: ApprovalRequest, scope: ApprovalScope): boolean {
  if (request.organizationId !== scope.organizationId) return false;
  if (request.requester.id === scope.userId) return true;
  if (isPrivate(request)) return false;
  return request.approval?.byUserId === scope.userId || scope.kinds.includes(request.kind);
}
