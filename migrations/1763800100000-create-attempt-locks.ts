import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The lasting memory of lockouts and suspensions (R7). Keyed by the attempt key, not by the credential, because an
 * unknown login ID is locked and suspended exactly like a known one.
 */
export class CreateAttemptLocks1763800100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE attempt_locks (
        attempt_key  text COLLATE "C" PRIMARY KEY,
        lockouts     integer NOT NULL CHECK (lockouts >= 0),
        locked_at    timestamptz,
        locked_until timestamptz,
        suspended_at timestamptz,
        cleared_at   timestamptz,
        CONSTRAINT attempt_locks_lock_is_a_span
          CHECK ((locked_at IS NULL) = (locked_until IS NULL) AND locked_at <= locked_until)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE attempt_locks`);
  }
}
