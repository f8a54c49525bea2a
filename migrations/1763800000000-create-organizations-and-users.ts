import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrganizationsAndUsers1763800000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE organizations (
        id             uuid PRIMARY KEY,
        name           text NOT NULL CHECK (name <> ''),
        branch_code    text NOT NULL CHECK (branch_code ~ '^[0-9]{3}$'),
        account_type   text NOT NULL CHECK (account_type IN ('ORDINARY', 'CURRENT')),
        account_number text NOT NULL CHECK (account_number ~ '^[0-9]{7}$'),
        created_at     timestamptz NOT NULL,
        CONSTRAINT organizations_account_unique UNIQUE (branch_code, account_type, account_number)
      )`);
    await queryRunner.query(`
      CREATE TABLE users (
        id              uuid PRIMARY KEY,
        organization_id uuid REFERENCES organizations (id),
        role            text NOT NULL CHECK (role IN ('MASTER', 'GENERAL', 'STAFF')),
        login_id        text COLLATE "C" NOT NULL,
        name            text NOT NULL CHECK (name <> ''),
        email           text NOT NULL CHECK (email LIKE '%_@_%'),
        language        text NOT NULL CHECK (language IN ('ja', 'en')),
        created_at      timestamptz NOT NULL,
        CONSTRAINT users_login_id_unique UNIQUE (login_id),
        CONSTRAINT users_staff_have_no_organization CHECK ((role = 'STAFF') = (organization_id IS NULL))
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX users_one_master_per_organization ON users (organization_id) WHERE role = 'MASTER'`,
    );
    await queryRunner.query(`CREATE INDEX users_by_organization ON users (organization_id, created_at, id)`);
    await queryRunner.query(`
      CREATE TABLE credentials (
        id              uuid PRIMARY KEY,
        user_id         uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        organization_id uuid REFERENCES organizations (id),
        kind            text NOT NULL CHECK (kind IN ('LOGIN_PASSWORD', 'CONFIRMATION_PASSWORD')),
        secret_hash     text NOT NULL CHECK (secret_hash LIKE '$argon2id$%'),
        pepper_version  smallint NOT NULL CHECK (pepper_version > 0),
        must_change     boolean NOT NULL,
        changed_at      timestamptz NOT NULL,
        attempt_key     text COLLATE "C" NOT NULL,
        CONSTRAINT credentials_one_of_a_kind UNIQUE (user_id, kind),
        CONSTRAINT credentials_attempt_key_unique UNIQUE (attempt_key)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE credentials`);
    await queryRunner.query(`DROP TABLE users`);
    await queryRunner.query(`DROP TABLE organizations`);
  }
}
