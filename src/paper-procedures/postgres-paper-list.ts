import type { DataSource } from 'typeorm';
import { COUNTED_TO } from '../platform/counted-to';
import type { PaperList, PaperPosition, PaperQuery } from './paper-list';
import type { PaperProcedure } from './paper-procedure';
import { isOpen, PAPER_PROCEDURE_STATES } from './paper-procedure-state';
import { paperFrom, SELECT_PAPER, type PaperRow } from './postgres-paper-columns';

const OPEN_STATES = PAPER_PROCEDURE_STATES.filter(isOpen);

const MATCHING = `
  WHERE ($1::text[] IS NULL OR p.kind = ANY ($1)) AND ($2::text[] IS NULL OR p.state = ANY ($2))
    AND ($3::text IS NULL OR (p.branch_code, p.account_type, p.account_number) = ($3, $4, $5))
    AND ($6::timestamptz IS NULL OR (p.received_at <= $6 AND p.state = ANY ($7::text[])))`;

/** Lists paper procedures in Postgres. */
export class PostgresPaperList implements PaperList {
  constructor(private readonly dataSource: DataSource) {}

  async page(
    query: PaperQuery,
    count: number,
    after: PaperPosition | null,
  ): Promise<readonly PaperProcedure[]> {
    const rows = await this.dataSource.query<PaperRow[]>(
      `${SELECT_PAPER} ${MATCHING} AND ($9::uuid IS NULL OR (p.received_at, p.id) > ($8, $9))
        ORDER BY p.received_at, p.id LIMIT $10`,
      [...valuesOf(query), after?.receivedAt ?? null, after?.id ?? null, count],
    );
    return rows.map(paperFrom);
  }

  async count(query: PaperQuery): Promise<number> {
    const [row] = await this.dataSource.query<[{ readonly count: string }]>(
      `SELECT count(*) FROM (SELECT FROM paper_procedures p ${MATCHING} LIMIT ${COUNTED_TO}) counted`,
      valuesOf(query),
    );
    return Number(row.count);
  }
}

function valuesOf({ kinds, states, account, openSince }: PaperQuery): unknown[] {
  return [
    kinds,
    states,
    account?.branchCode ?? null,
    account?.accountType ?? null,
    account?.accountNumber ?? null,
    openSince,
    OPEN_STATES,
  ];
}
