import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets a member of staff leave (R6): the forms go on naming him as the one who took a step, so his row stays with his
 * name, and nothing that he could come back by.
 */
export class LetStaffLeave1764150000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE users
        ADD COLUMN removed_at timestamptz,
        ALTER COLUMN login_id DROP NOT NULL,
        ALTER COLUMN email DROP NOT NULL,
        ADD CONSTRAINT users_removed_keep_their_name_only CHECK (
          CASE WHEN removed_at IS NULL THEN login_id IS NOT NULL AND email IS NOT NULL
               ELSE role = 'STAFF' AND login_id IS NULL AND email IS NULL END)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // They have no credentials left, so that these login IDs open nothing.
    await queryRunner.query(`
      ALTER TABLE users DROP CONSTRAINT users_removed_keep_their_name_only`);
    await queryRunner.query(`
      UPDATE users SET login_id = 'removed ' || id, email = 'removed@example.invalid' WHERE removed_at IS NOT NULL`);
    await queryRunner.query(`
      ALTER TABLE users DROP COLUMN removed_at, ALTER COLUMN login_id SET NOT NULL, ALTER COLUMN email SET NOT NULL`);
  }
}
