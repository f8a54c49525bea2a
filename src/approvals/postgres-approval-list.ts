import type { DataSource } from 'typeorm';
import { COUNTED_TO } from '../platform/counted-to';
import { APPROVE_PERMISSIONS, type ApprovalKind } from './approval-kind';
import type { ApprovalList, ApprovalPosition, ApprovalQuery } from './approval-list';
import type { ApprovalPerson, ApprovalRequest } from './approval-request';
import { APPROVAL_COLUMNS, approvalFrom, type ApprovalRow } from './postgres-approval-columns';

/** As `standingOf` says it. */
const STANDING = `CASE WHEN r.state = 'PENDING_APPROVAL' AND r.deadline <= $4 THEN 'EXPIRED' ELSE r.state END`;

/** As `isVisible` says it: one's own, what one approved, and what is no draft of the kinds that one sees. */
const VISIBLE = `(
  r.requester_user_id = $2
  OR (r.state <> 'DRAFT' AND r.submitted_at IS NOT NULL AND (r.approved_by = $2 OR r.kind = ANY ($3))))`;

const MATCHING = `
  WHERE r.organization_id = $1 AND ${VISIBLE}
    AND ($5::text[] IS NULL OR r.kind = ANY ($5)) AND ($6::text[] IS NULL OR ${STANDING} = ANY ($6))
    AND (NOT $7 OR (r.approver_user_id = $2 AND r.state = 'PENDING_APPROVAL' AND r.deadline > $4))
    AND (NOT $8 OR r.requester_user_id = $2)`;

/** Lists approval requests in Postgres. */
export class PostgresApprovalList implements ApprovalList {
  constructor(private readonly dataSource: DataSource) {}

  async page(
    query: ApprovalQuery,
    count: number,
    after: ApprovalPosition | null,
  ): Promise<readonly ApprovalRequest[]> {
    const { sql, values } = approvalPageStatement(query, count, after);
    return (await this.dataSource.query<ApprovalRow[]>(sql, [...values])).map(approvalFrom);
  }

  async count(query: ApprovalQuery): Promise<number> {
    const [row] = await this.dataSource.query<[{ readonly count: string }]>(
      `SELECT count(*) FROM (SELECT FROM approval_requests r ${MATCHING} LIMIT ${COUNTED_TO}) counted`,
      valuesOf(query),
    );
    return Number(row.count);
  }

  /** An organization has a few dozen users at most, so that the search needs no index. */
  approvers(organizationId: string, kind: ApprovalKind): Promise<readonly ApprovalPerson[]> {
    return this.dataSource.query<ApprovalPerson[]>(
      `SELECT id, name FROM users WHERE organization_id = $1 AND permissions @> ARRAY[$2::text] ORDER BY name, id`,
      [organizationId, APPROVE_PERMISSIONS[kind]],
    );
  }
}

/** The statement that reads a page, in the order of an index. */
export function approvalPageStatement(
  query: ApprovalQuery,
  count: number,
  after: ApprovalPosition | null,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const position = after === null ? [] : [after.createdAt, after.id];
  const further = after === null ? '' : 'AND (r.created_at, r.id) < ($10, $11)';
  return {
    sql: `SELECT ${APPROVAL_COLUMNS} FROM approval_requests r ${MATCHING} ${further}
           ORDER BY r.created_at DESC, r.id DESC LIMIT $9`,
    values: [...valuesOf(query), count, ...position],
  };
}

function valuesOf({ scope, kinds, states, awaitingMyApproval, mine, now }: ApprovalQuery): unknown[] {
  const { organizationId, userId } = scope;
  return [organizationId, userId, scope.kinds, now, kinds, states, awaitingMyApproval, mine];
}
