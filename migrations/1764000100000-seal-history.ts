import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPEND_ONLY = ['history_events', 'history_links'];
const FORWARD_ONLY = ['history_heads', 'history_totals'];

/**
 * Tamper evidence of the operation history (R11, docs/history.md): links, one an event; the head of each chain; the
 * totals over all chains; and the events that wait to be linked, which a trigger collects so that a writer that commits
 * late is never missed. Lock records learn whether the end of the lock is in the history.
 */
export class SealHistory1764000100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTables(queryRunner);
    await refuseChange(queryRunner);
    await collectUnsealed(queryRunner);
    await queryRunner.query(`
      CREATE INDEX history_events_by_actor ON history_events (actor_user_id, occurred_at DESC, id DESC)
        WHERE actor_user_id IS DISTINCT FROM subject_user_id`);
    await queryRunner.query(`
      CREATE INDEX history_events_of_paper ON history_events (occurred_at DESC, id DESC)
        WHERE type LIKE 'PAPER\\_%'`);
    await queryRunner.query(`
      ALTER TABLE attempt_locks
        ADD COLUMN credential_kind text,
        ADD COLUMN unlock_recorded boolean NOT NULL DEFAULT false`);
    await queryRunner.query(`
      CREATE INDEX attempt_locks_to_end ON attempt_locks (locked_until)
        WHERE locked_until IS NOT NULL AND NOT unlock_recorded`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX attempt_locks_to_end`);
    await queryRunner.query(
      `ALTER TABLE attempt_locks DROP COLUMN credential_kind, DROP COLUMN unlock_recorded`,
    );
    await queryRunner.query(`DROP INDEX history_events_of_paper`);
    await queryRunner.query(`DROP INDEX history_events_by_actor`);
    await queryRunner.query(`DROP TRIGGER history_events_collect_unsealed ON history_events`);
    await queryRunner.query(`DROP FUNCTION history_events_collect_unsealed`);
    await queryRunner.query(`DROP TABLE history_unsealed, history_totals, history_heads, history_links`);
    await queryRunner.query(`DROP FUNCTION history_links_refuse_change`);
    await queryRunner.query(`DROP FUNCTION history_heads_refuse_return`);
    await queryRunner.query(`DROP FUNCTION history_totals_refuse_return`);
    await queryRunner.query(`GRANT UPDATE, DELETE, TRUNCATE ON history_events TO CURRENT_USER`);
  }
}

async function createTables(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE history_links (
      chain    text COLLATE "C" NOT NULL,
      position bigint NOT NULL CHECK (position > 0),
      event_id bigint NOT NULL,
      digest   bytea NOT NULL CHECK (length(digest) = 32),
      hash     bytea NOT NULL CHECK (length(hash) = 32),
      mac      bytea NOT NULL CHECK (length(mac) = 32),
      PRIMARY KEY (chain, position),
      CONSTRAINT history_links_event_unique UNIQUE (event_id)
    )`);
  await queryRunner.query(`
    CREATE TABLE history_heads (
      chain    text COLLATE "C" PRIMARY KEY,
      position bigint NOT NULL CHECK (position > 0),
      hash     bytea NOT NULL CHECK (length(hash) = 32),
      mac      bytea NOT NULL CHECK (length(mac) = 32)
    )`);
  await queryRunner.query(`
    CREATE TABLE history_totals (
      sole   boolean PRIMARY KEY DEFAULT true CHECK (sole),
      chains bigint NOT NULL CHECK (chains > 0),
      links  bigint NOT NULL CHECK (links >= chains),
      mac    bytea NOT NULL CHECK (length(mac) = 32)
    )`);
  await queryRunner.query(`CREATE TABLE history_unsealed (event_id bigint PRIMARY KEY)`);
}

/** By trigger, and by right too: the owner itself loses it, which counts wherever the gateway is not superuser. */
async function refuseChange(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE FUNCTION history_links_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END $$`);
  await queryRunner.query(`
    CREATE TRIGGER history_links_append_only
      BEFORE UPDATE OR DELETE OR TRUNCATE ON history_links
      FOR EACH STATEMENT EXECUTE FUNCTION history_links_refuse_change()`);
  for (const [table, grows] of [
    ['history_heads', 'position'],
    ['history_totals', 'links'],
  ] as const) {
    await queryRunner.query(`
      CREATE TRIGGER ${table}_stay
        BEFORE DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION history_links_refuse_change()`);
    await queryRunner.query(`
      CREATE FUNCTION ${table}_refuse_return() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.${grows} > OLD.${grows} THEN RETURN NEW; END IF;
        RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER ${table}_only_grow
        BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${table}_refuse_return()`);
  }
  await queryRunner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.join(', ')} FROM CURRENT_USER`);
  await queryRunner.query(`REVOKE DELETE, TRUNCATE ON ${FORWARD_ONLY.join(', ')} FROM CURRENT_USER`);
}

async function collectUnsealed(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE FUNCTION history_events_collect_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO history_unsealed SELECT id FROM appended;
      RETURN NULL;
    END $$`);
  await queryRunner.query(`
    CREATE TRIGGER history_events_collect_unsealed
      AFTER INSERT ON history_events REFERENCING NEW TABLE AS appended
      FOR EACH STATEMENT EXECUTE FUNCTION history_events_collect_unsealed()`);
  await queryRunner.query(`INSERT INTO history_unsealed SELECT id FROM history_events`);
}
