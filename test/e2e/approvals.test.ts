import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { startGateway, type TestGateway } from '../support/gateway';
import {
  approvalStage,
  eventCount,
  grant,
  shown,
  storedState,
  type ApprovalStage,
  type ShownRequest,
} from './support/approvals';
import { startCoreBanking } from './support/core-banking';
import { MASTER, MISHIMA, NUMAZU } from './support/people';

const AT_ONCE = 20;

let gateway: TestGateway;
let stage: ApprovalStage;
beforeEach(async () => {
  gateway = await startGateway({ SESSION_SINGLE: 'off' });
  stage = await approvalStage(gateway);
});
afterEach(() => gateway.close());

/** What the core-banking system holds of a request. */
function orderFor(request: ShownRequest, requestedByUserId: string): Record<string, unknown> {
  const { id: requestId, contentVersion, kind: dataKind, itemCount, totalAmountYen, payloadSha256 } = request;
  const data = { requestId, contentVersion, dataKind, itemCount, totalAmountYen, payloadSha256 };
  return { ...data, requestedByUserId };
}

describe('R10: transfer data requested by one, approved by another, receipt verified outside', () => {
  it('the receipt says what was approved, by whom, for which account, and nobody has to be asked about it', async () => {
    const { requester, approver } = stage;
    const request = await stage.waiting();
    expect(request).toMatchObject({ state: 'PENDING_APPROVAL', contentVersion: 1 });
    const page = await approver.page({ filter: { awaitingMyApproval: true } });
    expect(page.edges.map(({ node }) => node)).toEqual([expect.objectContaining(request)]);

    const approved = await approver.approve(request);
    expect(approved).toMatchObject({ __typename: 'Approved', approvalRequest: { state: 'APPROVED' } });
    const keys = createRemoteJWKSet(new URL(`${gateway.url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(approved['receipt'] as string, keys, {
      algorithms: ['EdDSA'],
      typ: 'sekisho-receipt+jwt',
      audience: 'core-banking',
    });
    expect(payload).toMatchObject({
      sub: approver.id,
      organization: { branchCode: '001', accountType: 'ORDINARY', accountNumber: '7654321' },
      content: { kind: 'APPROVAL', ...orderFor(request, requester.id) },
    });
    expect(new Date((payload.exp ?? 0) * 1_000).toISOString()).toBe(approved['expiresAt']);
  });

  it('the core-banking system of the example carries it out once, and nothing else under it', async () => {
    const request = await stage.waiting();
    const receipt = (await stage.approver.approve(request))['receipt'] as string;
    const bank = startCoreBanking(gateway.url);
    const account = { branchCode: '001', accountType: 'ORDINARY', accountNumber: '7654321' };
    const order = { kind: 'APPROVAL', account, ...orderFor(request, stage.requester.id) };
    const other = { ...order, payloadSha256: 'f'.repeat(64) };
    expect(await bank.present(receipt, other)).toBe('RECEIPT_FOR_ANOTHER_PAYLOAD');
    expect(await bank.present(receipt, order)).toBe('CARRIED_OUT');
    expect(await bank.present(receipt, order)).toBe('RECEIPT_USED');
    await bank.close();
  });

  it('a lost answer is had again with the password: a fresh receipt, the same jti, one event', async () => {
    const request = await stage.waiting();
    const first = await stage.approver.approve(request);
    await sleep(1_100);
    const again = await stage.approver.approve(request);
    expect(again).toMatchObject({ __typename: 'Approved', approvalRequest: first['approvalRequest'] });
    const [one, two] = [first, again].map(({ receipt }) => decodeJwt(receipt as string));
    expect(two?.jti).toBe(one?.jti);
    expect(two?.exp).toBeGreaterThan(one?.exp ?? Infinity);
    expect(await eventCount(gateway, 'APPROVAL_GRANTED')).toBe(1);
    expect(await stage.approver.approve(request, { confirmationPassword: 'Chigau-0ne' })).toMatchObject({
      __typename: 'WrongConfirmationPassword',
    });
  });

  it('an approval is cancelled by a receipt that names it; again it is the same cancellation', async () => {
    const { approver } = stage;
    const request = await stage.waiting();
    const approved = await approver.approve(request);
    const cancelled = await approver.cancel(request);
    expect(cancelled).toMatchObject({
      __typename: 'ApprovalCancelled',
      approvalRequest: { state: 'APPROVAL_CANCELLED' },
    });
    const claims = decodeJwt(cancelled['receipt'] as string);
    const { jti } = decodeJwt(approved['receipt'] as string);
    expect(claims['content']).toMatchObject({ kind: 'APPROVAL_CANCELLATION', cancelledReceiptId: jti });
    expect(claims.jti).not.toBe(jti);
    expect(decodeJwt((await approver.cancel(request))['receipt'] as string).jti).toBe(claims.jti);
    expect(await eventCount(gateway, 'APPROVAL_CANCELLED')).toBe(1);
    expect(await approver.approve(request)).toMatchObject({ code: 'CANCELLED_APPROVAL' });
  });

  it('what was cancelled is submitted again, and its approval is another one', async () => {
    const { approver, requester } = stage;
    const request = await stage.waiting();
    const first = decodeJwt((await approver.approve(request))['receipt'] as string);
    await approver.cancel(request);
    const { contentVersion } = request;
    const again = shown(
      await requester.submit(stage.entries({ approvalRequestId: request.id, contentVersion })),
    );
    expect(again).toMatchObject({ id: request.id, state: 'PENDING_APPROVAL', contentVersion: 2 });
    const second = decodeJwt((await approver.approve(again))['receipt'] as string);
    expect(second.jti).not.toBe(first.jti);
    expect(second['content']).toMatchObject({ requestId: request.id, contentVersion: 2 });
  });

  it('what the core-banking system has carried out it does not carry out again, however often it is approved anew', async () => {
    const { approver, requester } = stage;
    const request = await stage.waiting();
    const bank = startCoreBanking(gateway.url);
    const account = { branchCode: '001', accountType: 'ORDINARY', accountNumber: '7654321' };
    const orderOf = (shownNow: ShownRequest, kind = 'APPROVAL'): object => ({
      kind,
      account,
      ...orderFor(shownNow, requester.id),
    });
    const first = (await approver.approve(request))['receipt'] as string;
    expect(await bank.present(first, orderOf(request))).toBe('CARRIED_OUT');
    const cancelled = (await approver.cancel(request))['receipt'] as string;
    const cancelledReceiptId = decodeJwt(first).jti;
    const cancellation = { ...orderOf(request, 'APPROVAL_CANCELLATION'), cancelledReceiptId };
    expect(await bank.present(cancelled, cancellation)).toBe('ORDER_CARRIED_OUT');
    const { id: approvalRequestId, contentVersion } = request;
    const again = shown(await requester.submit(stage.entries({ approvalRequestId, contentVersion })));
    const second = (await approver.approve(again))['receipt'] as string;
    expect(await bank.present(second, orderOf(again))).toBe('ORDER_CARRIED_OUT');
    await bank.close();
  });
});

describe('R10: a request on its way', () => {
  it('is put aside, seen by its requester alone, changed and submitted', async () => {
    const { requester, approver, master } = stage;
    const saved = await requester.submit(stage.entries({ asDraft: true, title: ' 草稿 ' }));
    expect(saved).toMatchObject({ __typename: 'ApprovalRequestSaved', approvalRequest: { title: '草稿' } });
    const draft = shown(saved);
    expect(await requester.titles()).toEqual(['草稿']);
    for (const other of [approver, master]) {
      expect(await other.titles()).toEqual([]);
      expect(await other.approve(draft)).toMatchObject({ __typename: 'NotFound' });
      expect(await other.withdraw(draft)).toMatchObject({ __typename: 'NotFound' });
    }
    const { id: approvalRequestId, contentVersion } = draft;
    const submitted = await requester.submit(
      stage.entries({ approvalRequestId, contentVersion, title: '本番' }),
    );
    expect(submitted).toMatchObject({
      __typename: 'ApprovalRequestSubmitted',
      approvalRequest: { state: 'PENDING_APPROVAL', title: '本番', contentVersion: 2 },
    });
    expect(await approver.titles({ awaitingMyApproval: true })).toEqual(['本番']);
  });

  it('is sent back with a reason, which goes when it is submitted again', async () => {
    const { requester, approver } = stage;
    const request = await stage.waiting();
    const remanded = shown(await approver.remand(request, { reason: ' 件数が違います ' }));
    expect(remanded).toMatchObject({ state: 'REMANDED', remandReason: '件数が違います' });
    const { id: approvalRequestId, contentVersion } = request;
    const edited = stage.entries({ approvalRequestId, contentVersion, itemCount: 13 });
    expect(shown(await requester.submit({ ...edited, asDraft: true }))).toMatchObject({
      remandReason: '件数が違います',
    });
    expect(shown(await requester.submit({ ...edited, contentVersion: 2 }))).toMatchObject({
      state: 'PENDING_APPROVAL',
      remandReason: null,
      contentVersion: 3,
    });
  });

  it('is withdrawn and deleted by its requester without any password, and by nobody else', async () => {
    const { requester, approver, colleague, master } = stage;
    const request = await stage.waiting();
    for (const other of [approver, colleague, master]) {
      expect(await other.withdraw(request)).toMatchObject({ code: 'NOT_REQUESTER' });
      expect(await other.remove(request)).toMatchObject({ code: 'NOT_REQUESTER' });
    }
    expect(await requester.remove(request)).toMatchObject({ code: 'PENDING_REQUEST' });
    expect(shown(await requester.withdraw(request))).toMatchObject({ state: 'WITHDRAWN' });
    expect(await requester.withdraw(request)).toMatchObject({ code: 'WITHDRAWN_REQUEST' });
    expect(shown(await requester.remove(request))).toMatchObject({ state: 'DELETED' });
    const { id: approvalRequestId, contentVersion } = request;
    expect(await requester.submit(stage.entries({ approvalRequestId, contentVersion }))).toMatchObject({
      code: 'DELETED_REQUEST',
    });
  });

  it('tells every fault of its content at once, in the reader’s language', async () => {
    const faulty = stage.entries({
      title: ' ',
      itemCount: 0,
      totalAmountYen: 5_000_001,
      payloadSha256: 'x',
      approverUserId: stage.requester.id,
      deadline: '2020-01-01T00:00:00.000Z',
    });
    const result = await stage.requester.submit(faulty);
    const violations = result['violations'] as { field: string; code: string; message: string }[];
    expect(violations.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'title REQUIRED',
      'itemCount NOT_POSITIVE',
      'payloadSha256 INVALID_HASH',
      'deadline NOT_IN_FUTURE',
      'totalAmountYen OVER_LIMIT',
      'approverUserId SELF_APPROVAL_FORBIDDEN',
      'approverUserId OVER_APPROVERS_LIMIT',
    ]);
    expect(violations[3]?.message).toBe('Must lie in the future.');
    expect(await stage.requester.titles()).toEqual([]);
  });

  it('each step is in the history, once, with the kind, the request, and who acted upon whose', async () => {
    const { requester, approver } = stage;
    const request = await stage.waiting();
    await approver.remand(request);
    const { id: approvalRequestId, contentVersion } = request;
    await requester.submit(stage.entries({ approvalRequestId, contentVersion, asDraft: true }));
    const again = shown(await requester.submit(stage.entries({ approvalRequestId, contentVersion: 2 })));
    await approver.approve(again);
    await approver.cancel(again);
    await requester.remove(again);
    const other = await stage.waiting();
    await requester.withdraw(other);
    const events = await gateway.query<Record<'type' | 'actor' | 'subject' | 'reason' | 'object', string>>(
      `SELECT type, actor_user_id AS actor, subject_user_id AS subject, reason, object_kind || ' ' || object_id AS object
         FROM history_events WHERE type LIKE 'APPROVAL%' ORDER BY id`,
    );
    expect(events.map(({ type, actor }) => [type, actor === approver.id ? 'approver' : 'requester'])).toEqual(
      [
        ['APPROVAL_REQUESTED', 'requester'],
        ['APPROVAL_REMANDED', 'approver'],
        ['APPROVAL_SAVED', 'requester'],
        ['APPROVAL_REQUESTED', 'requester'],
        ['APPROVAL_GRANTED', 'approver'],
        ['APPROVAL_CANCELLED', 'approver'],
        ['APPROVAL_DELETED', 'requester'],
        ['APPROVAL_REQUESTED', 'requester'],
        ['APPROVAL_WITHDRAWN', 'requester'],
      ],
    );
    expect(new Set(events.map(({ subject, reason }) => `${subject} ${reason}`))).toEqual(
      new Set([`${requester.id} TRANSFER`]),
    );
    expect(events.map(({ object }) => object)).toEqual(
      [...Array<ShownRequest>(7).fill(request), other, other].map(({ id }) => `APPROVAL_REQUEST ${id}`),
    );
  });
});

describe('R10: a new request whose answer was lost', () => {
  it('is submitted again under its key and is the same request, wherever it stands by now', async () => {
    const { requester, approver } = stage;
    const entries = stage.entries({ idempotencyKey: randomUUID() });
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => requester.submit(entries)));
    const [request, ...others] = answers.map(shown);
    if (request === undefined) throw new Error('no answers');
    expect(others).toEqual(Array(AT_ONCE - 1).fill(request));
    expect(await eventCount(gateway, 'APPROVAL_REQUESTED')).toBe(1);
    await approver.approve(request);
    expect(await requester.submit(entries)).toMatchObject({
      __typename: 'ApprovalRequestSubmitted',
      approvalRequest: { id: request.id, state: 'APPROVED', contentVersion: 1 },
    });
    expect(await requester.titles()).toEqual([request.title]);
  });

  it('is told when something else went by that key', async () => {
    const entries = stage.entries({ idempotencyKey: randomUUID() });
    await stage.requester.submit(entries);
    expect(await stage.requester.submit({ ...entries, totalAmountYen: 1 })).toMatchObject({
      __typename: 'NotApplicable',
      code: 'IDEMPOTENCY_KEY_USED',
    });
    expect(await stage.requester.titles()).toHaveLength(1);
  });

  it('does not go by somebody else’s key', async () => {
    const { requester, approver, colleague } = stage;
    const entries = stage.entries({ idempotencyKey: randomUUID(), title: '秘密の買収' });
    const { id } = shown(await requester.submit({ ...entries, asDraft: true }));
    const probing = shown(await colleague.submit({ ...entries, title: '探り', approverUserId: approver.id }));
    expect(probing).toMatchObject({ title: '探り', contentVersion: 1 });
    expect(probing.id).not.toBe(id);
  });

  it('goes by a UUID, and only when it is new', async () => {
    const { id: approvalRequestId, contentVersion } = shown(
      await stage.requester.submit(stage.entries({ asDraft: true })),
    );
    const change = stage.entries({ approvalRequestId, contentVersion, idempotencyKey: 'x' });
    expect(await stage.requester.submit(change)).toMatchObject({
      __typename: 'InvalidInput',
      violations: [
        { field: 'idempotencyKey', code: 'INVALID_IDEMPOTENCY_KEY', message: 'Give a UUID.' },
        { field: 'idempotencyKey', code: 'ONLY_FOR_NEW_REQUEST' },
      ],
    });
  });
});

describe('R10: the list', () => {
  it('goes by pages, the newest first, and stays in place when something is added', async () => {
    const titles: string[] = [];
    for (let count = 0; count < 5; count += 1) titles.unshift((await stage.waiting()).title);
    const first = await stage.master.page({ first: 2 });
    const newest = await stage.waiting();
    const second = await stage.master.page({ first: 2, after: first.pageInfo.endCursor });
    const third = await stage.master.page({ first: 2, after: second.pageInfo.endCursor });
    const pages = [first, second, third];
    expect(pages.flatMap(({ edges }) => edges.map(({ node }) => node.title))).toEqual(titles);
    expect(pages.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect(third.totalCount).toBe(6);
    expect((await stage.master.titles())[0]).toBe(newest.title);
  });

  it('is narrowed by kind, state, mine and what waits for me', async () => {
    const { requester, approver } = stage;
    const transfer = await stage.waiting();
    const collection = await stage.waiting({ kind: 'COLLECTION' });
    const remanded = await stage.waiting();
    await approver.remand(remanded);
    expect(await approver.titles({ kinds: ['COLLECTION'] })).toEqual([collection.title]);
    expect(await approver.titles({ states: ['REMANDED'] })).toEqual([remanded.title]);
    expect(await approver.titles({ awaitingMyApproval: true })).toEqual([collection.title, transfer.title]);
    expect(await approver.titles({ mine: true })).toEqual([]);
    expect(await requester.titles({ mine: true })).toHaveLength(3);
    expect(await requester.titles({ awaitingMyApproval: true })).toEqual([]);
  });

  it('shows the kinds that one may request or approve, and one’s own; the approvers to who may request', async () => {
    const collection = await stage.waiting({ kind: 'COLLECTION' });
    await stage.waiting();
    await grant(gateway, NUMAZU, ['COLLECTION_APPROVE']);
    expect(await stage.colleague.titles()).toEqual([collection.title]);
    expect((await stage.colleague.page({})).approvers).toEqual([]);
    const names = (await stage.requester.page({})).approvers.map(({ name }) => name);
    expect([...names].sort()).toEqual([MASTER.name, MISHIMA.name, '小田原 花'].sort());
  });

  it('keeps the names of users who are gone; the requester names another approver', async () => {
    const { requester, master } = stage;
    const request = await stage.waiting();
    const input = { userId: stage.approver.id, confirmationPassword: MASTER.confirmationPassword };
    expect((await master.client.run('delete-user', { input })).__typename).toBe('UserDeleted');
    const { edges } = await requester.page({});
    expect(edges[0]?.node['approver']).toEqual({ id: stage.approver.id, name: MISHIMA.name });
    const { id: approvalRequestId, contentVersion } = shown(await requester.withdraw(request));
    const entries = stage.entries({ approvalRequestId, contentVersion });
    expect(await requester.submit(entries)).toMatchObject({
      violations: [{ field: 'approverUserId', code: 'UNKNOWN_APPROVER' }],
    });
    const renewed = shown(await requester.submit({ ...entries, approverUserId: stage.colleague.id }));
    expect(await stage.colleague.approve(renewed)).toMatchObject({ __typename: 'Approved' });
  });
});

describe('R10: the deadline', () => {
  it('expires a request at once for every reader and every step, before anything is written down', async () => {
    const { requester, approver } = stage;
    const request = await stage.waiting({ deadline: new Date(Date.now() + 1_500).toISOString() });
    const later = await stage.waiting();
    await sleep(1_600);
    expect(await storedState(gateway, request)).toBe('PENDING_APPROVAL');
    expect(await approver.titles({ states: ['EXPIRED'] })).toEqual([request.title]);
    expect(await approver.titles({ awaitingMyApproval: true })).toEqual([later.title]);
    const refused = { __typename: 'NotApplicable', code: 'EXPIRED_REQUEST' };
    expect(await approver.approve(request)).toMatchObject(refused);
    expect(await approver.remand(request)).toMatchObject(refused);
    expect(await requester.withdraw(request)).toMatchObject(refused);
    expect(await requester.remove(request)).toMatchObject(refused);
  });

  it('ends the time for cancelling, and for having the receipt again', async () => {
    const { approver } = stage;
    const request = await stage.waiting({ deadline: new Date(Date.now() + 1_500).toISOString() });
    expect(await approver.approve(request)).toMatchObject({ __typename: 'Approved' });
    await sleep(1_600);
    expect(await approver.cancel(request)).toMatchObject({ code: 'DEADLINE_PASSED' });
    expect(await approver.approve(request)).toMatchObject({ code: 'DEADLINE_PASSED' });
  });
});
