import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credentials are looked up by organization at the counter (findOrganization), and when an organization goes. */
export class IndexCredentialsByOrganization1764500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX credentials_by_organization ON credentials (organization_id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX credentials_by_organization`);
  }
}
