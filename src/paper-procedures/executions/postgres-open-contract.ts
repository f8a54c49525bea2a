import { insertPins } from '../../credentials/pins/postgres-pins';
import { pinAttemptKey } from '../../credentials/pins/pin-attempt-key';
import type { DeriveAttemptKey } from '../../attempts/attempt-key';
import type { NewId } from '../../platform/ids';
import type { Execution } from '../execution';
import { NOTHING_OUTSTANDING } from '../paper-procedure';

/** Opens a contract (R2, R6): the organization with its four PINs, ready for the first registration of its master. */
export function openContract(deriveAttemptKey: DeriveAttemptKey, newId: NewId): Execution {
  return async ({ procedure, secrets, executedAt }, transaction) => {
    const { account, organizationName } = procedure;
    if (account === null || organizationName === null) throw new Error('a contract without an account');
    const id = newId();
    const inserted = await transaction.query<unknown[]>(
      `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT ON CONSTRAINT organizations_account_unique DO NOTHING RETURNING id`,
      [id, organizationName, account.branchCode, account.accountType, account.accountNumber, executedAt],
    );
    if (inserted.length === 0) return { kind: 'NOT_APPLICABLE', code: 'CONTRACT_EXISTS' };
    const pins = secrets.flatMap(({ kind, secret }) =>
      kind === 'LOGIN_PASSWORD'
        ? []
        : [{ id: newId(), attemptKey: pinAttemptKey(deriveAttemptKey, kind, account), secret }],
    );
    await insertPins(transaction, id, pins, executedAt);
    // Strangers may have tried this account before it was anybody's; its owner does not inherit their failures.
    const release = pins.map(({ attemptKey }) => ({ ...attemptKey, recorded: false }));
    return { kind: 'DONE', organizationId: id, outstanding: { ...NOTHING_OUTSTANDING, release } };
  };
}
