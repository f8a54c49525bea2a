import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Paper procedures (R6). The database itself keeps four eyes, the table of states and who took which step. */
export class CreatePaperProcedures1764000300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE paper_procedures (
        id                uuid PRIMARY KEY,
        kind              text NOT NULL CHECK (kind IN (
          'OPEN_CONTRACT', 'INITIALIZE_MASTER_CREDENTIALS', 'RELEASE_MASTER_SUSPENSION',
          'RESET_MASTER_ADDITIONAL_AUTHENTICATION', 'CHANGE_PINS', 'RELEASE_PIN_SUSPENSION', 'RESTORE_STAFF')),
        state             text NOT NULL CHECK (state IN ('RECEIVED', 'VERIFIED', 'EXECUTED', 'REJECTED')),
        form_reference    text NOT NULL CHECK (form_reference ~ '^[A-Z0-9][A-Z0-9-]{2,30}[A-Z0-9]$'),
        branch_code       text CHECK (branch_code ~ '^[0-9]{3}$'),
        account_type      text CHECK (account_type IN ('ORDINARY', 'CURRENT')),
        account_number    text CHECK (account_number ~ '^[0-9]{7}$'),
        organization_id   uuid REFERENCES organizations (id),
        organization_name text CHECK (organization_name <> ''),
        subject_user_id   uuid,
        received_by       uuid NOT NULL REFERENCES users (id),
        received_at       timestamptz NOT NULL,
        verified_by       uuid REFERENCES users (id),
        verified_at       timestamptz,
        executed_by       uuid REFERENCES users (id),
        executed_at       timestamptz,
        rejected_by       uuid REFERENCES users (id),
        rejected_at       timestamptz,
        rejection_reason  text CHECK (rejection_reason ~ '^[A-Z_]+$'),
        outstanding       jsonb,
        CONSTRAINT paper_procedures_four_eyes
          CHECK (verified_by <> received_by AND executed_by <> received_by),
        CONSTRAINT paper_procedures_nobody_restores_himself CHECK (kind <> 'RESTORE_STAFF'
          OR (subject_user_id IS NOT NULL AND subject_user_id <> received_by
              AND subject_user_id IS DISTINCT FROM verified_by AND subject_user_id IS DISTINCT FROM executed_by)),
        CONSTRAINT paper_procedures_verified_by_somebody CHECK (
          (verified_by IS NULL) = (verified_at IS NULL)
          AND CASE state WHEN 'RECEIVED' THEN verified_by IS NULL
                         WHEN 'REJECTED' THEN true ELSE verified_by IS NOT NULL END),
        CONSTRAINT paper_procedures_executed_by_somebody CHECK (
          (executed_by IS NOT NULL) = (state = 'EXECUTED') AND (executed_by IS NULL) = (executed_at IS NULL)
          AND (outstanding IS NULL OR state = 'EXECUTED')),
        CONSTRAINT paper_procedures_rejected_by_somebody CHECK (
          (rejected_by IS NOT NULL) = (state = 'REJECTED') AND (rejected_by IS NULL) = (rejected_at IS NULL)
          AND (rejected_by IS NULL) = (rejection_reason IS NULL)),
        CONSTRAINT paper_procedures_account_unless_staff CHECK (
          (kind = 'RESTORE_STAFF') = (account_number IS NULL)
          AND (branch_code IS NULL) = (account_number IS NULL) AND (account_type IS NULL) = (account_number IS NULL))
      )`);
    // A rejected form may come again, corrected.
    await queryRunner.query(`
      CREATE UNIQUE INDEX paper_procedures_form_unique ON paper_procedures (kind, form_reference)
        WHERE state <> 'REJECTED'`);
    await queryRunner.query(`CREATE INDEX paper_procedures_by_age ON paper_procedures (received_at, id)`);
    await queryRunner.query(`
      CREATE INDEX paper_procedures_by_account
        ON paper_procedures (branch_code, account_type, account_number, received_at)`);
    await queryRunner.query(`
      CREATE TABLE paper_procedure_secrets (
        procedure_id   uuid NOT NULL REFERENCES paper_procedures (id) ON DELETE CASCADE,
        kind           text NOT NULL CHECK (kind IN (
          'INQUIRY_PIN', 'TRANSFER_PIN', 'CONFIRMATION_PIN', 'APPROVAL_PIN', 'LOGIN_PASSWORD')),
        secret_hash    text NOT NULL CHECK (secret_hash LIKE '$argon2id$%'),
        pepper_version smallint NOT NULL CHECK (pepper_version > 0),
        PRIMARY KEY (procedure_id, kind)
      )`);
    // Rewriting who received, or stepping back, would be a way around the four eyes.
    await queryRunner.query(`
      CREATE FUNCTION paper_procedures_refuse_illegal_step() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          IF NEW.state <> 'RECEIVED' THEN
            RAISE EXCEPTION 'a paper procedure begins as RECEIVED' USING ERRCODE = 'check_violation';
          END IF;
          RETURN NEW;
        END IF;
        IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
          ('RECEIVED', 'VERIFIED'), ('RECEIVED', 'REJECTED'), ('VERIFIED', 'EXECUTED'), ('VERIFIED', 'REJECTED')) THEN
          RAISE EXCEPTION 'a paper procedure does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
        END IF;
        IF (NEW.id, NEW.kind, NEW.form_reference, NEW.account_number, NEW.branch_code, NEW.account_type,
            NEW.subject_user_id, NEW.organization_name, NEW.received_by, NEW.received_at)
           IS DISTINCT FROM
           (OLD.id, OLD.kind, OLD.form_reference, OLD.account_number, OLD.branch_code, OLD.account_type,
            OLD.subject_user_id, OLD.organization_name, OLD.received_by, OLD.received_at)
           OR (OLD.verified_by IS NOT NULL
               AND (NEW.verified_by, NEW.verified_at) IS DISTINCT FROM (OLD.verified_by, OLD.verified_at))
           OR (OLD.executed_by IS NOT NULL
               AND (NEW.executed_by, NEW.executed_at) IS DISTINCT FROM (OLD.executed_by, OLD.executed_at))
           OR (OLD.rejected_by IS NOT NULL
               AND (NEW.rejected_by, NEW.rejected_at) IS DISTINCT FROM (OLD.rejected_by, OLD.rejected_at)) THEN
          RAISE EXCEPTION 'what was entered of a paper procedure stays' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER paper_procedures_legal_steps BEFORE INSERT OR UPDATE ON paper_procedures
        FOR EACH ROW EXECUTE FUNCTION paper_procedures_refuse_illegal_step()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE paper_procedure_secrets`);
    await queryRunner.query(`DROP TABLE paper_procedures`);
    await queryRunner.query(`DROP FUNCTION paper_procedures_refuse_illegal_step`);
  }
}
