import { begun, type ApprovalChange } from '../../../src/approvals/approval-change';
import type {
  ApprovalContent,
  ApprovalPerson,
  ApprovalRequest,
} from '../../../src/approvals/approval-request';
import type { User } from '../../../src/users/user';

export const REQUESTER = 'requester';
export const APPROVER = 'approver';
export const NOW = new Date('2026-04-01T00:00:00Z');

export function person(id: string): ApprovalPerson {
  return { id, name: `${id} の名` };
}

export function content(changes: Partial<ApprovalContent> = {}): ApprovalContent {
  return {
    kind: 'TRANSFER',
    title: '四月分給与',
    itemCount: 12,
    totalAmountYen: 3_000_000,
    payloadSha256: 'ab'.repeat(32),
    deadline: new Date('2026-04-02T00:00:00Z'),
    ...changes,
  };
}

export function submission(step: 'EDIT' | 'SUBMIT'): Extract<ApprovalChange, { step: 'EDIT' | 'SUBMIT' }> {
  return { step, content: content(), approver: person(APPROVER), at: NOW };
}

/** A request that waits for its approver. */
export function pending(changes: Partial<ApprovalRequest> = {}): ApprovalRequest {
  const made = begun({ id: 'r', organizationId: 'o', requester: person(REQUESTER) }, submission('SUBMIT'));
  return { ...made, ...changes };
}

export function user(id: string, changes: Partial<User> = {}): User {
  return {
    id,
    organizationId: 'o',
    role: 'GENERAL',
    loginId: id,
    name: id,
    email: `${id}@example.com`,
    language: 'ja',
    createdAt: NOW,
    version: 1,
    permissions: ['TRANSFER_REQUEST', 'TRANSFER_APPROVE'],
    transferLimitYen: 5_000_000,
    collectionLimitYen: 0,
    ...changes,
  };
}
