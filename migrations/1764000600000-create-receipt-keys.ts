import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The keys that receipts are signed with (R10, docs/receipts.md). */
export class CreateReceiptKeys1764000600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The exclusion holds what the schedule plans: at no instant do two keys sign. An empty range overlaps nothing.
    await queryRunner.query(`
      CREATE TABLE receipt_keys (
        kid            text PRIMARY KEY CHECK (kid ~ '^[A-Z]{24}$'),
        public_jwk     jsonb NOT NULL CHECK (NOT public_jwk ? 'd'),
        private_jwe    text,
        announced_at   timestamptz NOT NULL,
        signs_from     timestamptz NOT NULL,
        signs_until    timestamptz NOT NULL,
        verifies_until timestamptz NOT NULL,
        revoked_at     timestamptz,
        CONSTRAINT receipt_keys_times_in_order
          CHECK (announced_at <= signs_from AND signs_from <= signs_until AND signs_until <= verifies_until),
        CONSTRAINT receipt_keys_revoked_without_secret CHECK (revoked_at IS NULL OR private_jwe IS NULL),
        CONSTRAINT receipt_keys_one_signs
          EXCLUDE USING gist (tstzrange(signs_from, signs_until) WITH &&) WHERE (revoked_at IS NULL)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE receipt_keys`);
  }
}
