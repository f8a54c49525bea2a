import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an event of the history is about besides people and credentials, such as an approval request (R11). The seal covers
 * it by an encoding of its own, so that events from before verify as they did (docs/history.md).
 */
export class LetHistoryNameObjects1764700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE history_events ADD COLUMN object_kind text, ADD COLUMN object_id uuid`,
    );
    // Not validated: it holds for every row that there is, none of which names anything; who writes does not have to wait
    // until a long history has been read to see it.
    await queryRunner.query(`
      ALTER TABLE history_events ADD CONSTRAINT history_events_object_whole CHECK (
        (object_kind IS NULL) = (object_id IS NULL) AND object_kind ~ '^[A-Z_]+$') NOT VALID`);
    // A gateway of the release before, at work beside this one, would seal such an event as if it named nothing, which
    // verification would take for tampering. It is refused, and leaves the event to those who know.
    await queryRunner.query(`
      CREATE FUNCTION history_links_refuse_blind_seal() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_setting('sekisho.seals_objects', true) = 'on' THEN RETURN NULL; END IF;
        IF EXISTS (SELECT FROM linked k JOIN history_events e ON e.id = k.event_id WHERE e.object_id IS NOT NULL) THEN
          RAISE EXCEPTION 'an event that names an object is sealed by whoever knows of objects'
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER history_links_seal_objects
        AFTER INSERT ON history_links REFERENCING NEW TABLE AS linked
        FOR EACH STATEMENT EXECUTE FUNCTION history_links_refuse_blind_seal()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TRIGGER history_links_seal_objects ON history_links`);
    await queryRunner.query(`DROP FUNCTION history_links_refuse_blind_seal`);
    await queryRunner.query(`ALTER TABLE history_events DROP COLUMN object_kind, DROP COLUMN object_id`);
  }
}
