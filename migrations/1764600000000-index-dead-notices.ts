import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counting the notices that were given up, at every scrape of the metrics, must not read all that were ever sent. */
export class IndexDeadNotices1764600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX notices_dead ON notices (dead_at) WHERE dead_at IS NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX notices_dead`);
  }
}
