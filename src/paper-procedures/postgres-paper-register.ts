import type { DataSource, EntityManager } from 'typeorm';
import type { History } from '../history/history';
import type { HistoryEvent } from '../history/history-event';
import { isUuid } from '../platform/ids';
import { violates } from '../platform/postgres/violates';
import type { PaperProcedure } from './paper-procedure';
import type { NewPaperProcedure, PaperMark, PaperRegister, PaperSecret } from './paper-register';
import { paperFrom, SELECT_PAPER, type PaperRow } from './postgres-paper-columns';

interface SecretRow {
  readonly kind: PaperSecret['kind'];
  readonly hash: string;
  readonly pepperVersion: number;
}

/** Paper procedures in Postgres, which keeps four eyes and the table of states too. */
export class PostgresPaperRegister implements PaperRegister {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
  ) {}

  async receive(
    procedure: NewPaperProcedure,
    event: HistoryEvent,
  ): Promise<'RECEIVED' | 'FORM_ALREADY_RECEIVED'> {
    try {
      await this.dataSource.transaction(async (transaction) => {
        await insert(transaction, procedure);
        await this.history.append(event, transaction);
      });
      return 'RECEIVED';
    } catch (error) {
      if (!violates(error, 'paper_procedures_form_unique')) throw error;
      return 'FORM_ALREADY_RECEIVED';
    }
  }

  async find(procedureId: string): Promise<PaperProcedure | null> {
    return isUuid(procedureId) ? read(this.dataSource, procedureId, '') : null;
  }

  async whileHeld<Result>(
    procedureId: string,
    work: (procedure: PaperProcedure, transaction: EntityManager) => Promise<Result>,
  ): Promise<Result | null> {
    if (!isUuid(procedureId)) return null;
    return this.dataSource.transaction(async (transaction) => {
      const procedure = await read(transaction, procedureId, 'FOR UPDATE OF p');
      return procedure === null ? null : work(procedure, transaction);
    });
  }

  async secretsOf(procedureId: string, transaction: EntityManager): Promise<readonly PaperSecret[]> {
    const rows = await transaction.query<SecretRow[]>(
      `SELECT kind, secret_hash AS hash, pepper_version AS "pepperVersion"
         FROM paper_procedure_secrets WHERE procedure_id = $1 ORDER BY kind`,
      [procedureId],
    );
    return rows.map(({ kind, hash, pepperVersion }) => ({ kind, secret: { hash, pepperVersion } }));
  }

  async mark(procedureId: string, mark: PaperMark, transaction: EntityManager): Promise<void> {
    const write = (assignments: string, ...values: unknown[]): Promise<unknown> =>
      transaction.query(`UPDATE paper_procedures SET ${assignments} WHERE id = $1`, [
        procedureId,
        mark.by,
        mark.at,
        ...values,
      ]);
    switch (mark.step) {
      case 'VERIFY':
        await write(`state = 'VERIFIED', verified_by = $2, verified_at = $3`);
        return;
      case 'EXECUTE':
        await write(
          `state = 'EXECUTED', executed_by = $2, executed_at = $3, organization_id = $4, outstanding = $5`,
          mark.organizationId,
          JSON.stringify(mark.outstanding),
        );
        break;
      case 'REJECT':
        await write(
          `state = 'REJECTED', rejected_by = $2, rejected_at = $3, rejection_reason = $4`,
          mark.reason,
        );
        break;
      default:
        mark satisfies never;
    }
    await transaction.query(`DELETE FROM paper_procedure_secrets WHERE procedure_id = $1`, [procedureId]);
  }

  async settle(procedureId: string): Promise<void> {
    await this.dataSource.query(`UPDATE paper_procedures SET outstanding = NULL WHERE id = $1`, [
      procedureId,
    ]);
  }
}

async function insert(transaction: EntityManager, procedure: NewPaperProcedure): Promise<void> {
  const { id, account, secrets } = procedure;
  await transaction.query(
    `INSERT INTO paper_procedures
       (id, kind, state, form_reference, branch_code, account_type, account_number, organization_id,
        organization_name, subject_user_id, received_by, received_at)
     VALUES ($1, $2, 'RECEIVED', $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      procedure.kind,
      procedure.formReference,
      account?.branchCode ?? null,
      account?.accountType ?? null,
      account?.accountNumber ?? null,
      procedure.organizationId,
      procedure.organizationName,
      procedure.subjectUserId,
      procedure.receivedBy,
      procedure.receivedAt,
    ],
  );
  for (const { kind, secret } of secrets) {
    await transaction.query(
      `INSERT INTO paper_procedure_secrets (procedure_id, kind, secret_hash, pepper_version) VALUES ($1, $2, $3, $4)`,
      [id, kind, secret.hash, secret.pepperVersion],
    );
  }
}

async function read(
  connection: DataSource | EntityManager,
  procedureId: string,
  locking: '' | 'FOR UPDATE OF p',
): Promise<PaperProcedure | null> {
  const [row] = await connection.query<PaperRow[]>(`${SELECT_PAPER} WHERE p.id = $1 ${locking}`, [
    procedureId,
  ]);
  return row === undefined ? null : paperFrom(row);
}
