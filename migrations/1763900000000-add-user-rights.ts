import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Permissions and limits of users (R2, R10), and a version, so that two administrators do not overwrite one another. */
export class AddUserRights1763900000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE users
        ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0),
        ADD COLUMN permissions text[] NOT NULL DEFAULT '{}' CHECK (permissions <@ ARRAY[
          'INQUIRY', 'TRANSFER_REQUEST', 'TRANSFER_APPROVE', 'COLLECTION_REQUEST', 'COLLECTION_APPROVE']),
        ADD COLUMN transfer_limit_yen bigint NOT NULL DEFAULT 0
          CHECK (transfer_limit_yen BETWEEN 0 AND 9007199254740991),
        ADD COLUMN collection_limit_yen bigint NOT NULL DEFAULT 0
          CHECK (collection_limit_yen BETWEEN 0 AND 9007199254740991)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE users
        DROP COLUMN version, DROP COLUMN permissions,
        DROP COLUMN transfer_limit_yen, DROP COLUMN collection_limit_yen`);
  }
}
