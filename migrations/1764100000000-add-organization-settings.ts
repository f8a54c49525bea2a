import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a master may set for his organization: whether one may approve one's own request (R10). Not allowed until he says so. */
export class AddOrganizationSettings1764100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE organizations ADD COLUMN self_approval_allowed boolean NOT NULL DEFAULT false`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE organizations DROP COLUMN self_approval_allowed`);
  }
}
