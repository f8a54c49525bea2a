import {
  approvalObstacle,
  cancellationObstacle,
  remandObstacle,
  requesterObstacle,
} from '../../../src/approvals/approval-obstacle';
import { contentViolations, reasonViolations, tidyText } from '../../../src/approvals/approval-content-rule';
import type { ApprovalRequest } from '../../../src/approvals/approval-request';
import { APPROVAL_STATES } from '../../../src/approvals/approval-state';
import { approvalScopeOf, isVisible } from '../../../src/approvals/approval-visibility';
import { designationViolations, submissionViolations } from '../../../src/approvals/submission-rule';
import type { User } from '../../../src/users/user';
import { APPROVER, content, NOW, pending, person, REQUESTER, user } from './requests';

const FOUR_EYES = { selfApprovalAllowed: false };
const approval = { byUserId: APPROVER, at: NOW, receiptId: 'jti' };
const approved = pending({ state: 'APPROVED', approval });
const afterDeadline = new Date(pending().deadline.getTime());

describe('R10: approving', () => {
  const obstacle = (
    request: ApprovalRequest,
    approver: User = user(APPROVER),
    { version = 1, now = NOW, organization = FOUR_EYES } = {},
  ): unknown => {
    const found = approvalObstacle(request, approver, organization, version, now);
    return found?.kind === 'NOT_APPLICABLE' ? found.code : (found?.kind ?? null);
  };

  it('is free to the designated approver with permission and limit, before the deadline, of what he has seen', () => {
    expect(obstacle(pending())).toBeNull();
  });

  it('tells what stands against it in order: state, permission, approver, self-approval, limit, deadline, version', () => {
    const own = pending({ requester: person('self'), approver: person(APPROVER), state: 'WITHDRAWN' });
    const late = { version: 9, now: afterDeadline };
    const nobody = user('self', { permissions: [], transferLimitYen: 0 });
    expect(obstacle(own, nobody, late)).toBe('WITHDRAWN_REQUEST');
    const again = { ...own, state: 'APPROVED' as const, approval: { ...approval, byUserId: 'self' } };
    expect(obstacle(again, nobody, late)).toBe('NOT_PERMITTED');
    const permitted = user('self', { transferLimitYen: 0 });
    expect(obstacle(again, permitted, late)).toBe('NOT_DESIGNATED_APPROVER');
    const named = { ...again, approver: person('self') };
    expect(obstacle(named, permitted, late)).toBe('SELF_APPROVAL_FORBIDDEN');
    const organization = { selfApprovalAllowed: true };
    expect(obstacle(named, permitted, { ...late, organization })).toBe('OVER_LIMIT');
    expect(obstacle(named, user('self'), { ...late, organization })).toBe('DEADLINE_PASSED');
    expect(obstacle(named, user('self'), { version: 9, organization })).toBe('CONFLICT');
    expect(obstacle(named, user('self'), { organization })).toBeNull();
  });

  it.each(APPROVAL_STATES.filter((state) => state !== 'PENDING_APPROVAL' && state !== 'APPROVED'))(
    'is refused in %s',
    (state) => {
      expect(obstacle(pending({ state, approval }))).toMatch(/_REQUEST$|^CANCELLED_APPROVAL$/);
    },
  );

  it('is refused from exactly the deadline on', () => {
    expect(obstacle(pending(), user(APPROVER), { now: new Date(afterDeadline.getTime() - 1) })).toBeNull();
    expect(obstacle(pending(), user(APPROVER), { now: afterDeadline })).toBe('EXPIRED_REQUEST');
  });

  it('the limit is the last amount that is allowed', () => {
    expect(obstacle(pending(), user(APPROVER, { transferLimitYen: 3_000_000 }))).toBeNull();
    expect(obstacle(pending(), user(APPROVER, { transferLimitYen: 2_999_999 }))).toBe('OVER_LIMIT');
  });

  it('permission and limit are those of the kind', () => {
    const collection = pending({ kind: 'COLLECTION' });
    expect(obstacle(collection)).toBe('NOT_PERMITTED');
    const collector = user(APPROVER, { permissions: ['COLLECTION_APPROVE'] });
    expect(obstacle(collection, collector)).toBe('OVER_LIMIT');
    expect(obstacle(collection, { ...collector, collectionLimitYen: 3_000_000 })).toBeNull();
    expect(obstacle(pending(), collector)).toBe('NOT_PERMITTED');
  });

  it('again is free to who approved that version, and to nobody else', () => {
    expect(obstacle(approved)).toBeNull();
    expect(obstacle(approved, user(APPROVER), { version: 2 })).toBe('CONFLICT');
    expect(obstacle(approved, user('other'))).toBe('APPROVED_REQUEST');
    expect(obstacle(approved, user(APPROVER, { permissions: [] }))).toBe('NOT_PERMITTED');
  });
});

describe('R10: remanding', () => {
  it('is for the designated approver with the permission, of what he has seen', () => {
    expect(remandObstacle(pending(), user(APPROVER), 1, NOW)).toBeNull();
    expect(remandObstacle(pending(), user('other'), 1, NOW)).toMatchObject({
      code: 'NOT_DESIGNATED_APPROVER',
    });
    expect(remandObstacle(pending(), user(APPROVER, { permissions: [] }), 1, NOW)).toEqual({
      kind: 'NOT_PERMITTED',
      permission: 'TRANSFER_APPROVE',
    });
    expect(remandObstacle(pending(), user(APPROVER), 2, NOW)).toMatchObject({ kind: 'CONFLICT' });
    expect(remandObstacle(approved, user(APPROVER), 1, NOW)).toMatchObject({ code: 'APPROVED_REQUEST' });
    expect(remandObstacle(pending(), user(APPROVER), 1, afterDeadline)).toMatchObject({
      code: 'EXPIRED_REQUEST',
    });
  });

  it.each([
    ['', ['REQUIRED']],
    [' \u3000 ', ['REQUIRED']],
    ['あ'.repeat(200), []],
    ['あ'.repeat(201), ['TOO_LONG_TEXT']],
    ['二行\nでは', ['UNPRINTABLE']],
  ])('the reason %j: %j', (reason, codes) => {
    expect(reasonViolations(tidyText(reason))).toEqual(codes);
  });
});

describe('R10: cancelling an approval', () => {
  it('is for who approved, before the deadline; again it is the same', () => {
    expect(cancellationObstacle(approved, APPROVER, NOW)).toBeNull();
    expect(cancellationObstacle(approved, 'other', NOW)).toMatchObject({ code: 'NOT_WHO_APPROVED' });
    expect(cancellationObstacle(approved, APPROVER, afterDeadline)).toMatchObject({
      code: 'DEADLINE_PASSED',
    });
    expect(cancellationObstacle(pending(), APPROVER, NOW)).toMatchObject({ code: 'PENDING_REQUEST' });
    const cancelled: ApprovalRequest = { ...approved, state: 'APPROVAL_CANCELLED' };
    expect(cancellationObstacle(cancelled, APPROVER, NOW)).toBeNull();
    expect(cancellationObstacle(cancelled, 'other', NOW)).toMatchObject({ code: 'NOT_WHO_APPROVED' });
  });
});

describe('R10: the requester', () => {
  it('edits, submits, withdraws and deletes his own only', () => {
    for (const step of ['EDIT', 'SUBMIT', 'WITHDRAW', 'DELETE'] as const) {
      expect(requesterObstacle(pending(), step, APPROVER, NOW)).toMatchObject({ code: 'NOT_REQUESTER' });
    }
    expect(requesterObstacle(pending(), 'WITHDRAW', REQUESTER, NOW)).toBeNull();
    expect(requesterObstacle(pending(), 'EDIT', REQUESTER, NOW)).toMatchObject({ code: 'PENDING_REQUEST' });
    expect(requesterObstacle(pending(), 'WITHDRAW', REQUESTER, afterDeadline)).toMatchObject({
      code: 'EXPIRED_REQUEST',
    });
    expect(requesterObstacle(approved, 'DELETE', REQUESTER, NOW)).toMatchObject({ code: 'APPROVED_REQUEST' });
  });

  it('every fault of a content is told at once', () => {
    const faulty = content({
      title: '',
      itemCount: 0,
      totalAmountYen: 0,
      payloadSha256: 'AB'.repeat(32),
      deadline: NOW,
    });
    expect(contentViolations(faulty, NOW)).toEqual([
      { field: 'title', code: 'REQUIRED' },
      { field: 'itemCount', code: 'NOT_POSITIVE' },
      { field: 'totalAmountYen', code: 'NOT_POSITIVE' },
      { field: 'payloadSha256', code: 'INVALID_HASH' },
      { field: 'deadline', code: 'NOT_IN_FUTURE' },
    ]);
    expect(
      contentViolations(content({ title: '𠮷'.repeat(80), itemCount: 1, totalAmountYen: 1 }), NOW),
    ).toEqual([]);
    expect(contentViolations(content({ title: '𠮷'.repeat(81) }), NOW)).toEqual([
      { field: 'title', code: 'TOO_LONG_TEXT' },
    ]);
    expect(contentViolations(content({ title: '改\u0000行' }), NOW)).toMatchObject([{ code: 'UNPRINTABLE' }]);
    expect(contentViolations(content({ payloadSha256: `${'ab'.repeat(32)}\n` }), NOW)).toMatchObject([
      { code: 'INVALID_HASH' },
    ]);
    expect(contentViolations(content({ deadline: new Date('2027-04-03T00:00:00Z') }), NOW)).toMatchObject([
      { code: 'TOO_FAR_AHEAD' },
    ]);
  });

  it('stays within his limit, and names somebody who may approve within his', () => {
    const violations = (
      approver: User | null,
      requester = user(REQUESTER),
      organization = FOUR_EYES,
    ): string[] =>
      submissionViolations(content(), { requester, approver, organization }).map(
        ({ field, code }) => `${field} ${code}`,
      );
    expect(violations(user(APPROVER))).toEqual([]);
    expect(violations(user(APPROVER, { permissions: ['TRANSFER_REQUEST'], transferLimitYen: 1 }))).toEqual([
      'approverUserId APPROVER_NOT_PERMITTED',
      'approverUserId OVER_APPROVERS_LIMIT',
    ]);
    expect(violations(null, user(REQUESTER, { transferLimitYen: 1 }))).toEqual(['totalAmountYen OVER_LIMIT']);
    expect(violations(user(REQUESTER))).toEqual(['approverUserId SELF_APPROVAL_FORBIDDEN']);
    expect(violations(user(REQUESTER), user(REQUESTER), { selfApprovalAllowed: true })).toEqual([]);
    expect(designationViolations(null)).toEqual([{ field: 'approverUserId', code: 'UNKNOWN_APPROVER' }]);
  });
});

describe('R10: who sees a request', () => {
  const sees = (viewer: User, request: ApprovalRequest, organizationId = 'o'): boolean =>
    isVisible(request, approvalScopeOf(viewer, organizationId));
  const draft = pending({ state: 'DRAFT', submittedAt: null });

  it('its requester always, drafts and lost permissions included', () => {
    const requester = user(REQUESTER, { permissions: [] });
    for (const state of APPROVAL_STATES) expect(sees(requester, pending({ state }))).toBe(true);
    expect(sees(requester, draft)).toBe(true);
  });

  it.each([
    ['TRANSFER_REQUEST', true],
    ['TRANSFER_APPROVE', true],
    ['COLLECTION_REQUEST', false],
    ['COLLECTION_APPROVE', false],
    ['INQUIRY', false],
  ] as const)('a colleague with %s sees transfers: %s', (permission, seen) => {
    expect(sees(user('colleague', { permissions: [permission] }), pending())).toBe(seen);
  });

  it('a draft is seen by nobody else, whether it was submitted before or not, nor one that was deleted unsubmitted', () => {
    const master = user('master', { role: 'MASTER' });
    const hidden = [draft, { ...draft, submittedAt: NOW }, { ...draft, state: 'DELETED' as const }];
    for (const request of hidden) {
      for (const viewer of [master, user(APPROVER)]) expect(sees(viewer, request)).toBe(false);
    }
  });

  it('the master sees all the rest of his organization, and who approved what he approved', () => {
    expect(sees(user('master', { role: 'MASTER', permissions: [] }), pending())).toBe(true);
    expect(sees(user(APPROVER, { permissions: [] }), approved)).toBe(true);
    expect(sees(user(APPROVER, { permissions: [] }), pending())).toBe(false);
  });

  it('nobody of another organization, even by the same identifier', () => {
    for (const viewer of [user(REQUESTER), user('master', { role: 'MASTER' })]) {
      expect(sees(viewer, approved, 'another')).toBe(false);
    }
  });
});
