import { createHash } from 'node:crypto';
import type { DemoUser } from '../../../src/demo/demo-accounts';
import type { Permission } from '../../../src/users/user';
import type { TestGateway } from '../../support/gateway';
import type { GatewayClient, UnionResult } from '../../support/gateway-client';
import { idOf, loggedIn, MASTER, MISHIMA, NUMAZU, ODAWARA } from './people';

/** The payload that the core-banking system holds. */
const PAYLOAD = '給与振込 2026年4月';
const PAYLOAD_SHA256 = createHash('sha256').update(PAYLOAD).digest('hex');

const EVERYTHING: readonly Permission[] = [
  'TRANSFER_REQUEST',
  'TRANSFER_APPROVE',
  'COLLECTION_REQUEST',
  'COLLECTION_APPROVE',
];

/** A user at work on approvals. */
export class ApprovalMember {
  private constructor(
    readonly client: GatewayClient,
    readonly person: DemoUser,
    readonly id: string,
  ) {}

  static async at(gateway: Pick<TestGateway, 'client' | 'query'>, person: DemoUser): Promise<ApprovalMember> {
    return new ApprovalMember(await loggedIn(gateway, person), person, await idOf(gateway, person));
  }

  submit(entries: object): Promise<UnionResult> {
    return this.client.run('submit-approval-request', { input: entries });
  }

  approve({ id, contentVersion }: ShownRequest, entries: object = {}): Promise<UnionResult> {
    const { confirmationPassword } = this.person;
    const input = { approvalRequestId: id, contentVersion, confirmationPassword, ...entries };
    return this.client.run('approve', { input });
  }

  remand({ id, contentVersion }: ShownRequest, entries: object = {}): Promise<UnionResult> {
    const input = { approvalRequestId: id, contentVersion, reason: '金額をご確認ください', ...entries };
    return this.client.run('remand', { input });
  }

  withdraw({ id }: ShownRequest): Promise<UnionResult> {
    return this.client.run('withdraw', { input: { approvalRequestId: id } });
  }

  cancel({ id }: ShownRequest, entries: object = {}): Promise<UnionResult> {
    const { confirmationPassword } = this.person;
    return this.client.run('cancel-approval', {
      input: { approvalRequestId: id, confirmationPassword, ...entries },
    });
  }

  remove({ id }: ShownRequest): Promise<UnionResult> {
    return this.client.run('delete-approval-request', { input: { approvalRequestId: id } });
  }

  /** The titles of what the user sees. */
  async titles(filter: object = {}): Promise<string[]> {
    const { edges } = await this.page({ first: 100, filter });
    return edges.map(({ node }) => node.title);
  }

  async page(variables: object): Promise<ShownPage> {
    return (await this.client.run('approval-requests', variables)) as unknown as ShownPage;
  }
}

/** A request as the documents of schema/operations show it. */
export interface ShownRequest {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly contentVersion: number;
  readonly [field: string]: unknown;
}

/** A page of requests. */
export interface ShownPage {
  readonly edges: readonly { readonly node: ShownRequest }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly approvers: readonly { readonly id: string; readonly name: string }[];
}

/** The people of an organization who request and approve. */
export interface ApprovalStage {
  readonly master: ApprovalMember;
  readonly requester: ApprovalMember;
  readonly approver: ApprovalMember;
  /** May do the same as both, and is named by nobody. */
  readonly colleague: ApprovalMember;
  /** What a new request of transfer data to the approver asks for. */
  entries(changes?: object): Record<string, unknown>;
  /** A request that waits for the approver. */
  waiting(changes?: object): Promise<ShownRequest>;
}

/** Brings people of the demo organization together, with rights up to five million yen. */
export async function approvalStage(gateway: Pick<TestGateway, 'client' | 'query'>): Promise<ApprovalStage> {
  for (const person of [ODAWARA, MISHIMA, NUMAZU]) await grant(gateway, person, EVERYTHING);
  const requester = await ApprovalMember.at(gateway, ODAWARA);
  const approver = await ApprovalMember.at(gateway, MISHIMA);
  let requests = 0;
  const entries = (changes: object = {}): Record<string, unknown> => ({
    kind: 'TRANSFER',
    title: `給与振込 ${String((requests += 1))}`,
    itemCount: 12,
    totalAmountYen: 3_000_000,
    payloadSha256: PAYLOAD_SHA256,
    approverUserId: approver.id,
    deadline: new Date(Date.now() + 60 * 60 * 1_000).toISOString(),
    ...changes,
  });
  return {
    master: await ApprovalMember.at(gateway, MASTER),
    requester,
    approver,
    colleague: await ApprovalMember.at(gateway, NUMAZU),
    entries,
    waiting: async (changes = {}) => shown(await requester.submit(entries(changes))),
  };
}

/** Gives a user these permissions, and limits of this many yen. */
export async function grant(
  gateway: Pick<TestGateway, 'query'>,
  { loginId }: Pick<DemoUser, 'loginId'>,
  permissions: readonly Permission[],
  limitYen = 5_000_000,
): Promise<void> {
  await gateway.query(
    `UPDATE users SET permissions = $2, transfer_limit_yen = $3, collection_limit_yen = $3 WHERE login_id = $1`,
    [loginId, permissions, limitYen],
  );
}

/** The request that a result shows. */
export function shown(result: UnionResult): ShownRequest {
  const request = result['approvalRequest'] as ShownRequest | undefined;
  if (request === undefined) throw new Error(`no request was shown: ${JSON.stringify(result)}`);
  return request;
}

/** What is stored of a request's state. */
export async function storedState(
  gateway: Pick<TestGateway, 'query'>,
  { id }: ShownRequest,
): Promise<string> {
  const [row] = await gateway.query<{ state: string }>('SELECT state FROM approval_requests WHERE id = $1', [
    id,
  ]);
  return row?.state ?? 'GONE';
}

/** How many events of a type there are. */
export async function eventCount(gateway: Pick<TestGateway, 'query'>, type: string): Promise<number> {
  const [row] = await gateway.query<{ count: string }>(
    'SELECT count(*) FROM history_events WHERE type = $1',
    [type],
  );
  return Number(row?.count);
}
