import type { DataSource, EntityManager } from 'typeorm';
import type { ScheduledKey, StoredKey } from './receipt-key';
import type { ReceiptKeyStore } from './receipt-key-store';

/** Any constant of our own: names the lock that lets one gateway at a time change the keys. */
const KEY_LOCK = 5_318_008_265;

/** The keys for receipts in Postgres. */
export class PostgresReceiptKeys implements ReceiptKeyStore {
  constructor(private readonly dataSource: DataSource) {}

  all(transaction?: EntityManager): Promise<readonly StoredKey[]> {
    return (transaction ?? this.dataSource).query<StoredKey[]>(
      `SELECT kid, public_jwk AS "publicJwk", private_jwe AS "sealedPrivateJwk", announced_at AS "announcedAt",
              signs_from AS "signsFrom", signs_until AS "signsUntil", verifies_until AS "verifiesUntil",
              revoked_at AS "revokedAt"
         FROM receipt_keys ORDER BY announced_at, kid`,
    );
  }

  inTurn<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(async (transaction) => {
      await transaction.query('SELECT pg_advisory_xact_lock($1)', [KEY_LOCK]);
      return work(transaction);
    });
  }

  async add(key: StoredKey, transaction: EntityManager): Promise<void> {
    await transaction.query(
      `INSERT INTO receipt_keys
         (kid, public_jwk, private_jwe, announced_at, signs_from, signs_until, verifies_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        key.kid,
        key.publicJwk,
        key.sealedPrivateJwk,
        key.announcedAt,
        key.signsFrom,
        key.signsUntil,
        key.verifiesUntil,
      ],
    );
  }

  async reschedule(keys: readonly ScheduledKey[], transaction: EntityManager): Promise<void> {
    for (const { kid, signsUntil, verifiesUntil } of keys) {
      await transaction.query(
        'UPDATE receipt_keys SET signs_until = $2, verifies_until = $3 WHERE kid = $1',
        [kid, signsUntil, verifiesUntil],
      );
    }
  }

  async revoke(kid: string, now: Date, transaction: EntityManager): Promise<void> {
    await transaction.query(
      'UPDATE receipt_keys SET revoked_at = $2, private_jwe = NULL WHERE kid = $1 AND revoked_at IS NULL',
      [kid, now],
    );
  }

  async forgetPrivateKeys(now: Date, transaction: EntityManager): Promise<void> {
    await transaction.query(
      // A day later, so that no gateway whose clock is behind still wants it.
      `UPDATE receipt_keys SET private_jwe = NULL
        WHERE verifies_until <= $1::timestamptz - interval '1 day' AND private_jwe IS NOT NULL`,
      [now],
    );
  }
}
