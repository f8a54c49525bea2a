import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Organizations own their PINs (R4). Security answers are one credential as to counting and locking (R8), while the
 * answers themselves stand in `security_answers`.
 */
export class LetOrganizationsOwnPins1763900100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE credentials
        ALTER COLUMN user_id DROP NOT NULL,
        ALTER COLUMN secret_hash DROP NOT NULL,
        ALTER COLUMN pepper_version DROP NOT NULL,
        DROP CONSTRAINT credentials_kind_check,
        ADD CONSTRAINT credentials_kind_check CHECK (kind IN (
          'LOGIN_PASSWORD', 'CONFIRMATION_PASSWORD', 'SECURITY_ANSWER',
          'INQUIRY_PIN', 'TRANSFER_PIN', 'CONFIRMATION_PIN', 'APPROVAL_PIN')),
        ADD CONSTRAINT credentials_pins_belong_to_organizations
          CHECK ((kind LIKE '%_PIN') = (user_id IS NULL) AND (user_id IS NOT NULL OR organization_id IS NOT NULL)),
        ADD CONSTRAINT credentials_answers_stand_elsewhere
          CHECK ((kind = 'SECURITY_ANSWER') = (secret_hash IS NULL)
             AND (secret_hash IS NULL) = (pepper_version IS NULL))`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX credentials_one_pin_of_a_kind ON credentials (organization_id, kind) WHERE user_id IS NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DELETE FROM credentials WHERE kind NOT IN ('LOGIN_PASSWORD', 'CONFIRMATION_PASSWORD')`,
    );
    await queryRunner.query(`DROP INDEX credentials_one_pin_of_a_kind`);
    await queryRunner.query(`
      ALTER TABLE credentials
        DROP CONSTRAINT credentials_pins_belong_to_organizations,
        DROP CONSTRAINT credentials_answers_stand_elsewhere,
        DROP CONSTRAINT credentials_kind_check,
        ADD CONSTRAINT credentials_kind_check CHECK (kind IN ('LOGIN_PASSWORD', 'CONFIRMATION_PASSWORD')),
        ALTER COLUMN user_id SET NOT NULL,
        ALTER COLUMN secret_hash SET NOT NULL,
        ALTER COLUMN pepper_version SET NOT NULL`);
  }
}
