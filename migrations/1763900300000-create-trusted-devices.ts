import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The environments that users have proved to be theirs (R8): a device with the system, browser and network it was used with. */
export class CreateTrustedDevices1763900300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE trusted_devices (
        id               uuid PRIMARY KEY,
        user_id          uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        device_hash      text COLLATE "C" NOT NULL,
        os_family        text NOT NULL,
        browser_family   text NOT NULL,
        network_provider text NOT NULL,
        trusted_at       timestamptz NOT NULL,
        CONSTRAINT trusted_devices_environment_unique
          UNIQUE (user_id, device_hash, os_family, browser_family, network_provider)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE trusted_devices`);
  }
}
