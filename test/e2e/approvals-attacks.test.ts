import { setTimeout as sleep } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { PostgresApprovalCases } from '../../src/approvals/postgres-approval-cases';
import { SignedReceipts } from '../../src/receipts/signed-receipts';
import { startGateway, type TestGateway } from '../support/gateway';
import type { UnionResult } from '../support/gateway-client';
import {
  ApprovalMember,
  approvalStage,
  eventCount,
  grant,
  shown,
  storedState,
  type ApprovalStage,
  type ShownRequest,
} from './support/approvals';
import { kindsOf, tally, WRONG } from './support/entries';
import { holdNextCall } from './support/held-call';
import { otherOrganization } from './support/other-organization';
import { MASTER, MISHIMA, ODAWARA } from './support/people';

const ROUNDS = 20;

let gateway: TestGateway;
let stage: ApprovalStage;
beforeEach(async () => {
  gateway = await startGateway({ SESSION_SINGLE: 'off' });
  stage = await approvalStage(gateway);
});
afterEach(() => gateway.close());

/** What an approval comes to, `meanwhile` having happened after the password was proved and before the request was held. */
async function approvingWhile(
  request: ShownRequest,
  meanwhile: () => Promise<unknown>,
): Promise<UnionResult> {
  const held = holdNextCall(PostgresApprovalCases, 'whileHeld');
  const result = stage.approver.approve(request);
  await held.reached;
  try {
    await meanwhile();
  } finally {
    held.release();
  }
  return result;
}

function jtiOf(result: UnionResult): string | undefined {
  return decodeJwt(result['receipt'] as string).jti;
}

/** Changes the approver's rights as the master would, at this very moment. */
function changeApprover(change: object): Promise<unknown> {
  const { confirmationPassword } = MASTER;
  const input = { userId: stage.approver.id, version: 1, confirmationPassword, ...change };
  return stage.master.client.run('update-user', { input });
}

async function allowSelfApproval(selfApprovalAllowed: boolean): Promise<void> {
  const input = { selfApprovalAllowed, confirmationPassword: MASTER.confirmationPassword };
  await stage.master.client.run('update-organization-settings', { input });
}

describe('R10: at the same moment', () => {
  it(`of two approvals at once one is given, ${String(ROUNDS)} times; a colleague is told that he is not asked`, async () => {
    const second = await ApprovalMember.at(gateway, MISHIMA);
    for (let round = 0; round < ROUNDS; round += 1) {
      const request = await stage.waiting();
      const [one, two, other] = await Promise.all(
        [stage.approver, second, stage.colleague].map((member) => member.approve(request)),
      );
      if (one === undefined || two === undefined) throw new Error('no answers');
      expect(kindsOf([one, two])).toEqual(['Approved', 'Approved']);
      expect(jtiOf(one)).toBe(jtiOf(two));
      expect(['NOT_DESIGNATED_APPROVER', 'APPROVED_REQUEST']).toContain(other?.['code']);
    }
    expect(await eventCount(gateway, 'APPROVAL_GRANTED')).toBe(ROUNDS);
  }, 60_000);

  it(`of approving, sending back and withdrawing one comes about, ${String(ROUNDS)} times, and the others are told`, async () => {
    const { approver, requester } = stage;
    for (let round = 0; round < ROUNDS; round += 1) {
      const request = await stage.waiting();
      const answers = await Promise.all([
        approver.approve(request),
        sleep(2 * round).then(() => approver.remand(request)),
        sleep(3 * round).then(() => requester.withdraw(request)),
      ]);
      const done = kindsOf(answers).filter((kind) => kind !== 'NotApplicable');
      const state = await storedState(gateway, request);
      expect(done).toEqual([
        { APPROVED: 'Approved', REMANDED: 'ApprovalRequestRemanded', WITHDRAWN: 'ApprovalRequestWithdrawn' }[
          state
        ],
      ]);
    }
    const types = ['APPROVAL_GRANTED', 'APPROVAL_REMANDED', 'APPROVAL_WITHDRAWN'];
    const counts = await Promise.all(types.map((type) => eventCount(gateway, type)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(ROUNDS);
  }, 60_000);

  it('no receipt covers content that its approver did not see, whenever the requester changes it', async () => {
    const { approver, requester } = stage;
    let receipts = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const request = await stage.waiting();
      const exchange = async (): Promise<void> => {
        await requester.withdraw(request);
        const { id: approvalRequestId, contentVersion } = request;
        const payloadSha256 = 'e'.repeat(64);
        const dearer = { approvalRequestId, contentVersion, payloadSha256, totalAmountYen: 4_999_999 };
        await requester.submit(stage.entries(dearer));
      };
      const [answer] = await Promise.all([approver.approve(request), sleep(4 * round).then(exchange)]);
      if (answer.__typename !== 'Approved') {
        expect(['NotApplicable', 'ApprovalConflict']).toContain(answer.__typename);
        continue;
      }
      receipts += 1;
      const { contentVersion, totalAmountYen, payloadSha256 } = request;
      const { content } = decodeJwt(answer['receipt'] as string);
      expect(content).toMatchObject({ contentVersion, totalAmountYen, payloadSha256 });
      expect(await storedState(gateway, request)).toBe('APPROVED');
    }
    expect(await eventCount(gateway, 'APPROVAL_GRANTED')).toBe(receipts);
  }, 60_000);
});

describe('R10: what comes about between the password and the approval', () => {
  const cases: readonly (readonly [string, object, (request: ShownRequest) => Promise<unknown>])[] = [
    [
      'the permission is taken',
      { __typename: 'NotPermitted', permission: 'TRANSFER_APPROVE' },
      () => changeApprover({ permissions: ['TRANSFER_REQUEST'] }),
    ],
    [
      'the limit is lowered',
      { __typename: 'NotApplicable', code: 'OVER_LIMIT' },
      () => changeApprover({ limits: { transferYen: 2_999_999, collectionYen: 0 } }),
    ],
    [
      'the request is withdrawn',
      { __typename: 'NotApplicable', code: 'WITHDRAWN_REQUEST' },
      (request) => stage.requester.withdraw(request),
    ],
    [
      'the content is exchanged',
      { __typename: 'ApprovalConflict', approvalRequest: { totalAmountYen: 4_999_999, contentVersion: 2 } },
      async (request) => {
        await stage.requester.withdraw(request);
        const { id: approvalRequestId, contentVersion } = request;
        await stage.requester.submit(
          stage.entries({ approvalRequestId, contentVersion, totalAmountYen: 4_999_999 }),
        );
      },
    ],
    [
      'the approver is deleted',
      { __typename: 'NotFound' },
      () =>
        stage.master.client.run('delete-user', {
          input: { userId: stage.approver.id, confirmationPassword: MASTER.confirmationPassword },
        }),
    ],
  ];

  it.each(cases)('%s: nothing is approved', async (_name, refusal, meanwhile) => {
    const request = await stage.waiting();
    expect(await approvingWhile(request, () => meanwhile(request))).toMatchObject(refusal);
    expect(await storedState(gateway, request)).not.toBe('APPROVED');
    expect(await eventCount(gateway, 'APPROVAL_GRANTED')).toBe(0);
  });

  it('the deadline passes: nothing is approved', async () => {
    const request = await stage.waiting({ deadline: new Date(Date.now() + 1_500).toISOString() });
    const late = await approvingWhile(request, () => sleep(1_600));
    expect(late).toMatchObject({ code: 'EXPIRED_REQUEST' });
    expect(await storedState(gateway, request)).toBe('PENDING_APPROVAL');
  });

  it('the organization forbids self-approval: nothing is approved', async () => {
    await allowSelfApproval(true);
    const own = shown(await stage.approver.submit(stage.entries()));
    const late = await approvingWhile(own, () => allowSelfApproval(false));
    expect(late).toMatchObject({ code: 'SELF_APPROVAL_FORBIDDEN' });
    expect(await storedState(gateway, own)).toBe('PENDING_APPROVAL');
  });

  it('rights that are taken once the request is held wait until it is approved', async () => {
    const request = await stage.waiting();
    const signing = holdNextCall(SignedReceipts, 'sign');
    const approval = stage.approver.approve(request);
    await signing.reached;
    let taken = false;
    const taking = changeApprover({ permissions: [] }).finally(() => (taken = true));
    await sleep(500);
    const takenMeanwhile = taken;
    signing.release();
    expect(await approval).toMatchObject({ __typename: 'Approved' });
    expect(await taking).toMatchObject({ __typename: 'UserUpdated', user: { permissions: [] } });
    expect(takenMeanwhile).toBe(false);
  });

  it('nothing: it is approved', async () => {
    const request = await stage.waiting();
    expect(await approvingWhile(request, () => Promise.resolve())).toMatchObject({ __typename: 'Approved' });
  });
});

describe('R10: nobody gets around the rules', () => {
  it('by naming himself, unless the organization allows it', async () => {
    const { requester } = stage;
    const own = stage.entries({ approverUserId: requester.id });
    expect(await requester.submit(own)).toMatchObject({
      violations: [{ field: 'approverUserId', code: 'SELF_APPROVAL_FORBIDDEN' }],
    });
    await allowSelfApproval(true);
    const request = shown(await requester.submit(own));
    expect(await requester.approve(request)).toMatchObject({ __typename: 'Approved' });
    const waiting = shown(await requester.submit(own));
    await allowSelfApproval(false);
    expect(await requester.approve(waiting)).toMatchObject({ code: 'SELF_APPROVAL_FORBIDDEN' });
  });

  it('by more than his limit, or the approver’s', async () => {
    const { requester, approver } = stage;
    expect(await requester.submit(stage.entries({ totalAmountYen: 5_000_001 }))).toMatchObject({
      __typename: 'InvalidInput',
    });
    const request = await stage.waiting({ totalAmountYen: 5_000_000 });
    await grant(gateway, MISHIMA, ['TRANSFER_APPROVE'], 4_999_999);
    expect(await approver.approve(request)).toMatchObject({ code: 'OVER_LIMIT' });
    await grant(gateway, MISHIMA, ['TRANSFER_APPROVE'], 5_000_000);
    expect(await approver.approve(request)).toMatchObject({ __typename: 'Approved' });
  });

  it('by a permission of the other kind, or none', async () => {
    const { requester, approver } = stage;
    const request = await stage.waiting();
    await grant(gateway, ODAWARA, ['COLLECTION_REQUEST', 'TRANSFER_APPROVE']);
    expect(await requester.submit(stage.entries())).toMatchObject({
      __typename: 'NotPermitted',
      permission: 'TRANSFER_REQUEST',
    });
    await grant(gateway, MISHIMA, ['TRANSFER_REQUEST', 'COLLECTION_APPROVE']);
    const refused = { __typename: 'NotPermitted', permission: 'TRANSFER_APPROVE' };
    expect(await approver.approve(request)).toMatchObject(refused);
    expect(await approver.remand(request)).toMatchObject(refused);
  });

  it('by a version that he has not seen, older or newer', async () => {
    const { approver, requester } = stage;
    const request = await stage.waiting();
    for (const contentVersion of [0, 2, -1]) {
      const answer = await approver.approve(request, { contentVersion });
      expect(answer).toMatchObject({
        __typename: 'ApprovalConflict',
        approvalRequest: { contentVersion: 1 },
      });
      expect(await approver.remand(request, { contentVersion })).toMatchObject({
        __typename: 'ApprovalConflict',
      });
    }
    await requester.withdraw(request);
    const input = stage.entries({ approvalRequestId: request.id });
    expect(await requester.submit({ ...input, contentVersion: 9 })).toMatchObject({
      __typename: 'ApprovalConflict',
    });
    expect(await requester.submit(input)).toMatchObject({
      violations: [{ field: 'contentVersion', code: 'REQUIRED' }],
    });
  });

  it('by changing a request of somebody else, or one that is being decided', async () => {
    const request = await stage.waiting();
    const { id: approvalRequestId, contentVersion } = request;
    const entries = stage.entries({ approvalRequestId, contentVersion });
    for (const other of [stage.colleague, stage.master, stage.approver]) {
      expect(await other.submit(entries)).toMatchObject({ code: 'NOT_REQUESTER' });
    }
    expect(await stage.requester.submit(entries)).toMatchObject({ code: 'PENDING_REQUEST' });
    await stage.approver.approve(request);
    expect(await stage.requester.submit({ ...entries, asDraft: true })).toMatchObject({
      code: 'APPROVED_REQUEST',
    });
    expect(await stage.colleague.cancel(request)).toMatchObject({ code: 'NOT_WHO_APPROVED' });
  });

  it('from another organization: neither the request nor the approver is there', async () => {
    const other = await otherOrganization(gateway);
    const { id: approvalRequestId, contentVersion } = await stage.waiting();
    const input = { approvalRequestId, contentVersion, confirmationPassword: 'Chigau-0ne' };
    expect((await other.master.run('approve', { input })).__typename).toBe('NotFound');
    const page = (await other.master.run('approval-requests')) as unknown as { totalCount: number };
    expect(page.totalCount).toBe(0);
    expect(await stage.requester.submit(stage.entries({ approverUserId: other.masterId }))).toMatchObject({
      violations: [{ field: 'approverUserId', code: 'UNKNOWN_APPROVER' }],
    });
  });
});

describe('R3: the confirmation password of an approval', () => {
  it('counts when it is wrong, locks at the fifth, and changes nothing', async () => {
    const { approver } = stage;
    const request = await stage.waiting();
    const answers: UnionResult[] = [];
    for (let entry = 0; entry < 5; entry += 1) {
      answers.push(await approver.approve(request, { confirmationPassword: WRONG }));
    }
    expect(tally(kindsOf(answers))).toEqual({ WrongConfirmationPassword: 4, LockedOut: 1 });
    expect(await approver.approve(request)).toMatchObject({ __typename: 'LockedOut' });
    expect(await storedState(gateway, request)).toBe('PENDING_APPROVAL');
    expect(await eventCount(gateway, 'APPROVAL_GRANTED')).toBe(0);
  });

  it('is asked for cancelling too', async () => {
    const { approver } = stage;
    const request = await stage.waiting();
    await approver.approve(request);
    expect(await approver.cancel(request, { confirmationPassword: WRONG })).toMatchObject({
      __typename: 'WrongConfirmationPassword',
    });
    expect(await storedState(gateway, request)).toBe('APPROVED');
  });

  it('is not tried, and not counted, on what could not be approved anyway', async () => {
    const { colleague } = stage;
    const request = await stage.waiting();
    for (let entry = 0; entry < 8; entry += 1) {
      expect(await colleague.approve(request, { confirmationPassword: WRONG })).toMatchObject({
        code: 'NOT_DESIGNATED_APPROVER',
      });
    }
    expect(await eventCount(gateway, 'CONFIRMATION_FAILED')).toBe(0);
  });

  it('is tried once in a request, however many approvals it holds', async () => {
    const answer = await stage.approver.client.send(
      `mutation { a: approve(input: { approvalRequestId: "x", contentVersion: 1, confirmationPassword: "a" }) { __typename }
                  b: cancelApproval(input: { approvalRequestId: "x", confirmationPassword: "b" }) { __typename } }`,
    );
    expect(answer.errors[0]?.extensions.code).toBe('TOO_MANY_SECRETS');
  });
});

describe('R10: without a receipt there is no approval', () => {
  const original = Object.getOwnPropertyDescriptor(SignedReceipts.prototype, 'sign');
  afterEach(() => {
    if (original !== undefined) Object.defineProperty(SignedReceipts.prototype, 'sign', original);
  });

  it('a fault of the signer leaves the request waiting and the history without an event; then it works', async () => {
    const request = await stage.waiting();
    SignedReceipts.prototype.sign = () => Promise.reject(new Error('the signer is out of order'));
    await expect(stage.approver.approve(request)).rejects.toThrow('INTERNAL_SERVER_ERROR');
    expect(await storedState(gateway, request)).toBe('PENDING_APPROVAL');
    expect(await eventCount(gateway, 'APPROVAL_GRANTED')).toBe(0);
    if (original !== undefined) Object.defineProperty(SignedReceipts.prototype, 'sign', original);
    expect(await stage.approver.approve(request)).toMatchObject({ __typename: 'Approved' });
  });
});
