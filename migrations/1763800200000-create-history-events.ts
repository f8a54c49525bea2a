import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The operation history (R11), append-only by trigger. */
export class CreateHistoryEvents1763800200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE history_events (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        occurred_at     timestamptz NOT NULL,
        type            text NOT NULL,
        organization_id uuid,
        actor_user_id   uuid,
        subject_user_id uuid,
        credential_kind text,
        ip              inet,
        user_agent      text CHECK (length(user_agent) <= 256),
        reason          text CHECK (reason ~ '^[A-Z_]+$')
      )`);
    await queryRunner.query(
      `CREATE INDEX history_events_by_subject ON history_events (subject_user_id, occurred_at DESC, id DESC)`,
    );
    await queryRunner.query(
      `CREATE INDEX history_events_by_organization ON history_events (organization_id, occurred_at DESC, id DESC)`,
    );
    await queryRunner.query(`
      CREATE FUNCTION history_events_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'history_events is append-only' USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER history_events_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON history_events
        FOR EACH STATEMENT EXECUTE FUNCTION history_events_refuse_change()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE history_events`);
    await queryRunner.query(`DROP FUNCTION history_events_refuse_change`);
  }
}
