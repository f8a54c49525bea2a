import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox of notices (R11): what is to be mailed, to whom, and how that stands. Holds neither secrets nor login IDs. */
export class CreateNotices1764000200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // No foreign keys: what is owed to a user is still sent when he is deleted, to the address that he had.
    await queryRunner.query(`
      CREATE TABLE notices (
        id                uuid PRIMARY KEY,
        occasion          text NOT NULL CHECK (occasion ~ '^[A-Z_]+$'),
        organization_id   uuid,
        recipient_user_id uuid NOT NULL,
        address           text NOT NULL,
        language          text NOT NULL CHECK (language IN ('ja', 'en')),
        facts             jsonb NOT NULL,
        created_at        timestamptz NOT NULL,
        attempts          integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        next_attempt_at   timestamptz NOT NULL,
        sent_at           timestamptz,
        dead_at           timestamptz,
        last_error        text CHECK (last_error ~ '^[A-Z0-9_]{1,40}$'),
        CONSTRAINT notices_end_once CHECK (sent_at IS NULL OR dead_at IS NULL)
      )`);
    await queryRunner.query(
      `CREATE INDEX notices_due ON notices (next_attempt_at) WHERE sent_at IS NULL AND dead_at IS NULL`,
    );
    await queryRunner.query(`CREATE INDEX notices_sent ON notices (sent_at) WHERE sent_at IS NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE notices`);
  }
}
