import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What waits for somebody is found without passing all that has been done: the requests that wait for an approver (R10), and
 * the forms that are open (R6), each in the order of its list. Forms of a rare kind are few among many.
 */
export class IndexWorkLists1764700020000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX approval_requests_by_approver ON approval_requests (approver_user_id, created_at, id)
        WHERE state = 'PENDING_APPROVAL'`);
    // In the order of the list, and of the open ones alone: they are the newest, behind years of others.
    await queryRunner.query(`
      CREATE INDEX paper_procedures_open ON paper_procedures (received_at, id)
        WHERE state IN ('RECEIVED', 'VERIFIED')`);
    await queryRunner.query(
      `CREATE INDEX paper_procedures_by_kind ON paper_procedures (kind, received_at, id)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX paper_procedures_by_kind`);
    await queryRunner.query(`DROP INDEX paper_procedures_open`);
    await queryRunner.query(`DROP INDEX approval_requests_by_approver`);
  }
}
