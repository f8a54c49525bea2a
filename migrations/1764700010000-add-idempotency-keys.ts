import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a client names a submission by, so that one that is sent twice makes one approval request (R10): unique among its
 * requester's, beside the hash of what was submitted. Both stay as they were written.
 */
export class AddIdempotencyKeys1764700010000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE approval_requests
        ADD COLUMN idempotency_key uuid,
        ADD COLUMN idempotency_digest bytea CHECK (length(idempotency_digest) = 32),
        ADD CONSTRAINT approval_requests_idempotency_whole
          CHECK ((idempotency_key IS NULL) = (idempotency_digest IS NULL))`);
    await queryRunner.query(`
      CREATE UNIQUE INDEX approval_requests_idempotency_unique ON approval_requests (requester_user_id, idempotency_key)
        WHERE idempotency_key IS NOT NULL`);
    await queryRunner.query(`
      CREATE FUNCTION approval_requests_refuse_other_key() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what an approval request was submitted under stays' USING ERRCODE = 'check_violation';
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER approval_requests_keep_key BEFORE UPDATE ON approval_requests FOR EACH ROW
        WHEN ((NEW.idempotency_key, NEW.idempotency_digest)
              IS DISTINCT FROM (OLD.idempotency_key, OLD.idempotency_digest))
        EXECUTE FUNCTION approval_requests_refuse_other_key()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TRIGGER approval_requests_keep_key ON approval_requests`);
    await queryRunner.query(`DROP FUNCTION approval_requests_refuse_other_key`);
    await queryRunner.query(
      `ALTER TABLE approval_requests DROP COLUMN idempotency_key, DROP COLUMN idempotency_digest`,
    );
  }
}
