import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { begun, changed, type ApprovalChange } from '../../../src/approvals/approval-change';
import { standingOf, type ApprovalRequest } from '../../../src/approvals/approval-request';
import {
  APPROVAL_STATES,
  APPROVAL_STEPS,
  APPROVAL_TRANSITIONS,
  stateAfter,
  type ApprovalState,
  type ApprovalStep,
} from '../../../src/approvals/approval-state';
import { content, pending, person, REQUESTER, submission } from './requests';

const DOCUMENT = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'approvals.md'), 'utf8');

/** The whole table once more, as R10 reads. */
const LEGAL: readonly (readonly [ApprovalState, ApprovalStep, ApprovalState])[] = [
  ...(['DRAFT', 'REMANDED', 'WITHDRAWN', 'APPROVAL_CANCELLED'] as const).flatMap(
    (state) =>
      [
        [state, 'EDIT', 'DRAFT'],
        [state, 'SUBMIT', 'PENDING_APPROVAL'],
        [state, 'DELETE', 'DELETED'],
      ] as const,
  ),
  ['PENDING_APPROVAL', 'APPROVE', 'APPROVED'],
  ['PENDING_APPROVAL', 'REMAND', 'REMANDED'],
  ['PENDING_APPROVAL', 'WITHDRAW', 'WITHDRAWN'],
  ['PENDING_APPROVAL', 'EXPIRE', 'EXPIRED'],
  ['APPROVED', 'CANCEL_APPROVAL', 'APPROVAL_CANCELLED'],
];

describe('R10: the states of an approval request', () => {
  it.each(APPROVAL_STATES.flatMap((state) => APPROVAL_STEPS.map((step) => [state, step] as const)))(
    '%s by %s',
    (state, step) => {
      const [, , next = null] = LEGAL.find(([from, by]) => from === state && by === step) ?? [];
      expect(stateAfter(state, step)).toBe(next);
    },
  );

  it('as the picture in docs/approvals.md shows, no arrow more or less', () => {
    const drawn = [...DOCUMENT.matchAll(/^ {4}([A-Z_]+) --> ([A-Z_]+): ([a-z ]+)$/gm)].map(
      ([, from, to, step = '']) => `${String(from)} ${step.toUpperCase().replace(' ', '_')} ${String(to)}`,
    );
    const table = APPROVAL_STATES.flatMap((state) =>
      Object.entries(APPROVAL_TRANSITIONS[state]).map(([step, next]) => `${state} ${step} ${next}`),
    );
    expect(drawn.sort()).toEqual(table.sort());
    const ends = [...DOCUMENT.matchAll(/^ {4}([A-Z_]+) --> \[\*\]$/gm)].map(([, state]) => state);
    expect(ends).toEqual(
      APPROVAL_STATES.filter((state) => Object.keys(APPROVAL_TRANSITIONS[state]).length === 0),
    );
  });
});

const anyChange: fc.Arbitrary<ApprovalChange> = fc.oneof(
  fc.record({
    step: fc.constantFrom('EDIT' as const, 'SUBMIT' as const),
    content: fc.integer({ min: 1, max: 9 }).map((itemCount) => content({ itemCount })),
    approver: fc.constantFrom('approver', 'other').map(person),
    at: fc.constant(new Date(1)),
  }),
  fc.record({
    step: fc.constant('APPROVE' as const),
    byUserId: fc.constant('approver'),
    at: fc.constant(new Date(2)),
    receiptId: fc.uuid(),
  }),
  fc.constant({ step: 'REMAND' as const, reason: '金額をご確認ください' }),
  fc.record({
    step: fc.constant('CANCEL_APPROVAL' as const),
    at: fc.constant(new Date(3)),
    receiptId: fc.uuid(),
  }),
  fc.record({ step: fc.constantFrom('WITHDRAW' as const, 'DELETE' as const, 'EXPIRE' as const) }),
);

describe('R10: whatever is done with a request, in whatever order', () => {
  const walk = fc.array(anyChange, { maxLength: 30 });

  it('content changes with its version only, and never while it is decided', () => {
    fc.assert(
      fc.property(walk, (changes) => {
        for (const [before, after] of walked(changes)) {
          const resaved = after.state === 'DRAFT' || after.state === 'PENDING_APPROVAL';
          expect(after.contentVersion).toBe(before.contentVersion + (resaved ? 1 : 0));
          if (!resaved) expect(contentOf(after)).toEqual(contentOf(before));
        }
      }),
    );
  });

  it('an approval is there while the request is approved, and goes when it is taken up again', () => {
    fc.assert(
      fc.property(walk, (changes) => {
        for (const [before, after] of walked(changes)) {
          if (after.state === 'APPROVED') expect(after.approval).not.toBeNull();
          if (after.state === 'APPROVAL_CANCELLED') {
            expect(after.approval).toEqual(before.approval);
            expect(after.cancellation).not.toBeNull();
          }
          if (['DRAFT', 'PENDING_APPROVAL', 'REMANDED', 'WITHDRAWN', 'EXPIRED'].includes(after.state)) {
            expect(after.approval ?? after.cancellation).toBeNull();
          }
          if (after.state !== 'DRAFT' && after.state !== 'DELETED') expect(after.submittedAt).not.toBeNull();
        }
      }),
    );
  });

  it('what is deleted or expired stays so', () => {
    fc.assert(
      fc.property(walk, (changes) => {
        for (const [before] of walked(changes)) expect(['DELETED', 'EXPIRED']).not.toContain(before.state);
      }),
    );
  });

  it('a step that the table does not have is refused as a fault of ours', () => {
    expect(() => changed(pending(), { step: 'DELETE' })).toThrow('does not allow DELETE');
  });
});

describe('R10: expiry by the clock', () => {
  it.each([
    [-1, 'PENDING_APPROVAL'],
    [0, 'EXPIRED'],
    [1, 'EXPIRED'],
  ] as const)('%d ms after its deadline, what waits for approval is %s', (ms, standing) => {
    const request = pending();
    expect(standingOf(request, new Date(request.deadline.getTime() + ms))).toBe(standing);
  });

  it.each(APPROVAL_STATES.filter((state) => state !== 'PENDING_APPROVAL'))('%s does not expire', (state) => {
    expect(standingOf({ ...pending(), state }, new Date(8.64e15))).toBe(state);
  });
});

/** Each legal step of a walk as before and after; the others are left out, as the rules would. */
function walked(changes: readonly ApprovalChange[]): (readonly [ApprovalRequest, ApprovalRequest])[] {
  let request = begun({ id: 'r', organizationId: 'o', requester: person(REQUESTER) }, submission('EDIT'));
  const taken: (readonly [ApprovalRequest, ApprovalRequest])[] = [];
  for (const change of changes) {
    if (stateAfter(request.state, change.step) === null) continue;
    const next = changed(request, change);
    taken.push([request, next]);
    request = next;
  }
  return taken;
}

function contentOf({
  kind,
  title,
  itemCount,
  totalAmountYen,
  payloadSha256,
  deadline,
  approver,
}: ApprovalRequest): object {
  return { kind, title, itemCount, totalAmountYen, payloadSha256, deadline, approver };
}
