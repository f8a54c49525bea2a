import type { DataSource, EntityManager } from 'typeorm';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { CredentialKind } from '../credentials/credential-kind';
import { pinAttemptKey } from '../credentials/pins/pin-attempt-key';
import type { PinKind } from '../credentials/pins/pin-kind';
import type { RepresentativeAccount } from '../credentials/pins/representative-account';

/** Credentials that are renamed by one statement, so that a bank's worth of them fits into memory. */
const BATCH = 5_000;

/** A credential, and what its counter is named after: its user, or its organization's account. */
type NamedCredential = { readonly id: string; readonly hash: string } & (
  | { readonly kind: CredentialKind; readonly subject: string }
  | ({ readonly kind: PinKind; readonly subject: null } & RepresentativeAccount)
);

/**
 * Names every counter anew, after ATTEMPT_KEY_SECRET has changed (R7): locks, counts of lockouts and suspensions follow their
 * credentials. What nobody owns, as the lock of an unknown login ID, keeps a name that nothing leads to any more. No gateway
 * may run meanwhile.
 *
 * @returns how many credentials have another name now
 */
export async function renewAttemptKeys(
  dataSource: Pick<DataSource, 'transaction'>,
  deriveAttemptKey: DeriveAttemptKey,
): Promise<number> {
  return dataSource.transaction(async (transaction) => {
    await transaction.query('LOCK TABLE credentials, attempt_locks IN EXCLUSIVE MODE');
    let renewed = 0;
    let batch = await credentialsAfter(null, transaction);
    while (batch.length > 0) {
      const named = batch.map((one) => ({ ...one, fresh: freshName(one, deriveAttemptKey) }));
      const renamed = named.filter(({ hash, fresh }) => hash !== fresh);
      const [ids, old, fresh] = (['id', 'hash', 'fresh'] as const).map((field) =>
        renamed.map((one) => one[field]),
      );
      await transaction.query(
        `UPDATE credentials c SET attempt_key = r.fresh
           FROM unnest($1::uuid[], $2::text[]) r (id, fresh) WHERE c.id = r.id`,
        [ids, fresh],
      );
      // Of a time when the same secret was in force before, and nobody had the login ID yet.
      await transaction.query('DELETE FROM attempt_locks WHERE attempt_key = ANY ($1::text[])', [fresh]);
      await transaction.query(
        `UPDATE attempt_locks l SET attempt_key = r.fresh
           FROM unnest($1::text[], $2::text[]) r (old, fresh) WHERE l.attempt_key = r.old`,
        [old, fresh],
      );
      renewed += renamed.length;
      batch = await credentialsAfter(batch.at(-1)?.id ?? null, transaction);
    }
    return renewed;
  });
}

function freshName(credential: NamedCredential, derive: DeriveAttemptKey): string {
  return credential.subject === null
    ? pinAttemptKey(derive, credential.kind, credential).hash
    : derive(credential.kind, credential.subject).hash;
}

function credentialsAfter(
  id: string | null,
  transaction: EntityManager,
): Promise<readonly NamedCredential[]> {
  return transaction.query<NamedCredential[]>(
    `SELECT c.id, c.kind, c.attempt_key AS hash,
            CASE c.kind WHEN 'LOGIN_PASSWORD' THEN u.login_id ELSE u.id::text END AS subject,
            o.branch_code AS "branchCode", o.account_type AS "accountType", o.account_number AS "accountNumber"
       FROM credentials c
       LEFT JOIN users u ON u.id = c.user_id
       LEFT JOIN organizations o ON o.id = c.organization_id
      WHERE $1::uuid IS NULL OR c.id > $1
      ORDER BY c.id LIMIT ${String(BATCH)}`,
    [id],
  );
}
