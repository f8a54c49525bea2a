import type { DataSource, EntityManager } from 'typeorm';
import { isUuid } from '../platform/ids';
import { OrganizationEntity } from '../users/organization-entity';
import type { User } from '../users/user';
import { UserEntity } from '../users/user-entity';
import type {
  ActingMember,
  ActingParties,
  ApprovalCase,
  ApprovalCases,
  MarkedRequest,
} from './approval-cases';
import type { ApprovalRequest } from './approval-request';
import type { IdempotencyMark } from './idempotency-key';
import { APPROVAL_COLUMNS, approvalFrom, type ApprovalRow } from './postgres-approval-columns';

/** FOR SHARE: others may read and share, none may change until the transaction ends. */
const SHARED = { mode: 'pessimistic_read' } as const;

/**
 * Approval requests in Postgres, which keeps the table of states, the versions and self-approval too. Rows are always
 * locked in one order, request, organization, user, so that no two transactions wait for one another.
 */
export class PostgresApprovalCases implements ApprovalCases {
  constructor(private readonly dataSource: DataSource) {}

  async find(acting: ActingMember, requestId: string): Promise<ApprovalCase | null> {
    const { manager } = this.dataSource;
    const request = await read(manager, acting, requestId, '');
    const parties = request === null ? null : await partiesOf(manager, acting);
    return request === null || parties === null ? null : { ...parties, request };
  }

  whileHeld<Result>(
    acting: ActingMember,
    requestId: string,
    work: (held: ApprovalCase, transaction: EntityManager) => Promise<Result>,
  ): Promise<Result | null> {
    return this.dataSource.transaction(async (transaction) => {
      const request = await read(transaction, acting, requestId, 'FOR UPDATE');
      if (request === null) return null;
      const parties = await partiesOf(transaction, acting, SHARED);
      return parties === null ? null : work({ ...parties, request }, transaction);
    });
  }

  whilePartiesHeld<Result>(
    acting: ActingMember,
    work: (parties: ActingParties, transaction: EntityManager) => Promise<Result>,
  ): Promise<Result | null> {
    return this.dataSource.transaction(async (transaction) => {
      const parties = await partiesOf(transaction, acting, SHARED);
      return parties === null ? null : work(parties, transaction);
    });
  }

  async colleague(organizationId: string, userId: string, transaction: EntityManager): Promise<User | null> {
    return isUuid(userId) ? userOf(transaction, { id: userId, organizationId }, SHARED) : null;
  }

  async madeUnder(
    { id, organizationId }: ActingMember,
    { key, digest }: IdempotencyMark,
    transaction: EntityManager,
  ): Promise<MarkedRequest | null> {
    const [row] = await transaction.query<(ApprovalRow & { readonly sameContent: boolean })[]>(
      `SELECT ${APPROVAL_COLUMNS}, r.idempotency_digest = decode($4, 'hex') AS "sameContent" FROM approval_requests r
        WHERE r.requester_user_id = $1 AND r.idempotency_key = $2 AND r.organization_id = $3`,
      [id, key, organizationId, digest],
    );
    return row === undefined ? null : { request: approvalFrom(row), sameContent: row.sameContent };
  }

  async insert(
    request: ApprovalRequest,
    mark: IdempotencyMark | null,
    transaction: EntityManager,
  ): Promise<boolean> {
    // Waits for whoever is about to enter one under the same key.
    const entered = await transaction.query<unknown[]>(
      `INSERT INTO approval_requests
         (id, state, kind, title, item_count, total_amount_yen, payload_sha256, content_version, deadline, approver_user_id,
          approver_name, submitted_at, remand_reason, approved_by, approved_at, receipt_id, cancelled_at,
          cancellation_receipt_id, organization_id, requester_user_id, requester_name, created_at,
          idempotency_key, idempotency_digest)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
               $23, decode($24, 'hex'))
       ON CONFLICT (requester_user_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
       RETURNING id`,
      [
        ...changingValues(request),
        request.organizationId,
        request.requester.id,
        request.requester.name,
        request.createdAt,
        mark?.key ?? null,
        mark?.digest ?? null,
      ],
    );
    return entered.length > 0;
  }

  async save(request: ApprovalRequest, transaction: EntityManager): Promise<void> {
    await transaction.query(
      `UPDATE approval_requests
          SET state = $2, kind = $3, title = $4, item_count = $5, total_amount_yen = $6, payload_sha256 = $7,
              content_version = $8, deadline = $9, approver_user_id = $10, approver_name = $11, submitted_at = $12,
              remand_reason = $13, approved_by = $14, approved_at = $15, receipt_id = $16, cancelled_at = $17,
              cancellation_receipt_id = $18
        WHERE id = $1`,
      changingValues(request),
    );
  }
}

/** What a step may change, the identifier first. */
function changingValues(request: ApprovalRequest): unknown[] {
  const { approver, approval, cancellation } = request;
  return [
    request.id,
    request.state,
    request.kind,
    request.title,
    request.itemCount,
    request.totalAmountYen,
    request.payloadSha256,
    request.contentVersion,
    request.deadline,
    approver.id,
    approver.name,
    request.submittedAt,
    request.remandReason,
    approval?.byUserId ?? null,
    approval?.at ?? null,
    approval?.receiptId ?? null,
    cancellation?.at ?? null,
    cancellation?.receiptId ?? null,
  ];
}

async function read(
  connection: EntityManager,
  { organizationId }: ActingMember,
  requestId: string,
  locking: '' | 'FOR UPDATE',
): Promise<ApprovalRequest | null> {
  if (!isUuid(requestId)) return null;
  const [row] = await connection.query<ApprovalRow[]>(
    `SELECT ${APPROVAL_COLUMNS} FROM approval_requests r WHERE r.id = $1 AND r.organization_id = $2 ${locking}`,
    [requestId, organizationId],
  );
  return row === undefined ? null : approvalFrom(row);
}

async function partiesOf(
  connection: EntityManager,
  acting: ActingMember,
  lock?: typeof SHARED,
): Promise<ActingParties | null> {
  const { id, organizationId } = acting;
  const organization = await connection.findOne(OrganizationEntity, {
    where: { id: organizationId },
    ...(lock === undefined ? {} : { lock }),
  });
  const user = await userOf(connection, { id, organizationId }, lock);
  return organization === null || user === null ? null : { organization, user };
}

function userOf(connection: EntityManager, where: ActingMember, lock?: typeof SHARED): Promise<User | null> {
  return connection.findOne(UserEntity, { where: { ...where }, ...(lock === undefined ? {} : { lock }) });
}
