import type { DataSource, EntityManager } from 'typeorm';
import type { KnownEnvironment } from './environment';
import type { TrustedDevice, TrustedDevices } from './trusted-device';

/** A user's oldest environments give way to new ones, so that what a login reads of them stays small. */
const ENVIRONMENTS_KEPT = 50;

const ENVIRONMENT_COLUMNS = `d.device_hash AS "deviceHash", d.os_family AS "osFamily",
  d.browser_family AS "browserFamily", d.network_provider AS "networkProvider"`;

/**
 * The environments that a user has used, as one JSON column for statements that read them along with the user; `users`
 * goes by the alias `u` there. Null if there are none.
 */
export const KNOWN_ENVIRONMENTS = `(SELECT json_agg(e) FROM
  (SELECT ${ENVIRONMENT_COLUMNS} FROM trusted_devices d WHERE d.user_id = u.id) e)`;

/** What {@link KNOWN_ENVIRONMENTS} reads. */
export type KnownEnvironmentsColumn = readonly KnownEnvironment[] | null;

/** Trusted devices in Postgres. */
export class PostgresTrustedDevices implements TrustedDevices {
  constructor(private readonly dataSource: DataSource) {}

  of(userId: string): Promise<readonly TrustedDevice[]> {
    return this.dataSource.query<TrustedDevice[]>(
      `SELECT d.id, ${ENVIRONMENT_COLUMNS}, d.trusted_at AS "trustedAt" FROM trusted_devices d
        WHERE d.user_id = $1 ORDER BY d.trusted_at DESC, d.id`,
      [userId],
    );
  }

  async trust(userId: string, device: TrustedDevice, transaction: EntityManager): Promise<boolean> {
    const { id, deviceHash, osFamily, browserFamily, networkProvider, trustedAt } = device;
    const inserted = await transaction.query<unknown[]>(
      `INSERT INTO trusted_devices
         (id, user_id, device_hash, os_family, browser_family, network_provider, trusted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT trusted_devices_environment_unique DO NOTHING RETURNING id`,
      [id, userId, deviceHash, osFamily, browserFamily, networkProvider, trustedAt],
    );
    if (inserted.length === 0) return false;
    await transaction.query(
      `DELETE FROM trusted_devices WHERE user_id = $1 AND id IN (
         SELECT id FROM trusted_devices WHERE user_id = $1 ORDER BY trusted_at DESC, id OFFSET $2)`,
      [userId, ENVIRONMENTS_KEPT],
    );
    return true;
  }

  async forget(userId: string, deviceId: string, transaction: EntityManager): Promise<boolean> {
    const [, removed] = await transaction.query<[unknown, number]>(
      `DELETE FROM trusted_devices WHERE user_id = $1
          AND device_hash = (SELECT device_hash FROM trusted_devices WHERE user_id = $1 AND id = $2)`,
      [userId, deviceId],
    );
    return removed > 0;
  }

  async forgetAll(userId: string, transaction: EntityManager): Promise<void> {
    await transaction.query(`DELETE FROM trusted_devices WHERE user_id = $1`, [userId]);
  }
}
