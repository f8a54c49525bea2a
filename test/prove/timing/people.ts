import { randomUUID } from 'node:crypto';
import { canonicalAccount } from '../../../src/credentials/pins/representative-account';
import { pinAttemptKey } from '../../../src/credentials/pins/pin-attempt-key';
import { SEEDING } from '../../../src/demo/demo-ports';
import type { Stage } from '../stage';

/** An account as `openRegistration` takes it. */
export interface Account {
  readonly branchCode: string;
  readonly accountType: 'ORDINARY';
  readonly accountNumber: string;
}

/** A customer of the bank, and his one user. */
export interface Customer {
  readonly userId: string;
  readonly loginId: string;
  readonly account: Account;
}

/** Branches of accounts that exist, and of accounts that do not. */
const BRANCHES = { known: '501', unknown: '502' } as const;

/** Login IDs and accounts of the same form, of which the known exist and the unknown do not. */
export function customers(which: keyof typeof BRANCHES, from: number, count: number): Customer[] {
  return Array.from({ length: count }, (_, place) => {
    const digits = String(from + place).padStart(7, '0');
    return {
      userId: randomUUID(),
      loginId: `${which === 'known' ? 'yu' : 'mu'}${digits}`,
      account: { branchCode: BRANCHES[which], accountType: 'ORDINARY', accountNumber: digits },
    };
  });
}

/** Enters customers with a general user and an inquiry PIN each. All have one hash, which nobody's entry matches. */
export async function enterCustomers(stage: Stage, entered: readonly Customer[]): Promise<void> {
  const { hash, pepperVersion } = await stage.hasher.hash(randomUUID(), SEEDING);
  const organizations = entered.map(() => randomUUID());
  const column = (value: (customer: Customer) => string): string[] => entered.map((each) => value(each));
  const branches = column(({ account }) => account.branchCode);
  const numbers = column(({ account }) => account.accountNumber);
  await stage.query(
    `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
     SELECT id, 'Yugyo', branch, 'ORDINARY', number, now()
       FROM unnest($1::uuid[], $2::text[], $3::text[]) o (id, branch, number)`,
    [organizations, branches, numbers],
  );
  const userIds = column(({ userId }) => userId);
  const loginIds = column(({ loginId }) => loginId);
  await stage.query(
    `INSERT INTO users (id, organization_id, role, login_id, name, email, language, created_at)
     SELECT id, organization, 'GENERAL', login_id, 'Yugyo', 'yugyo@example.com', 'en', now()
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) u (id, organization, login_id)`,
    [userIds, organizations, loginIds],
  );
  await stage.query(
    `INSERT INTO credentials
       (id, user_id, organization_id, kind, secret_hash, pepper_version, must_change, changed_at, attempt_key)
     SELECT gen_random_uuid(), owner, organization, kind, $1, $2, false, now(), key
       FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[]) c (owner, organization, kind, key)`,
    [
      hash,
      pepperVersion,
      [...userIds, ...userIds.map(() => null)],
      [...organizations, ...organizations],
      [...userIds.map(() => 'LOGIN_PASSWORD'), ...userIds.map(() => 'INQUIRY_PIN')],
      [...entered.map((each) => loginKey(stage, each)), ...entered.map((each) => pinKey(stage, each))],
    ],
  );
  await stage.query('ANALYZE');
}

/** How a login ID stands before it is measured. */
export type Bar = 'LOCKED_OUT' | 'SUSPENDED';

/** Bars these login IDs, known or not, as Postgres remembers it; the first refusal brings it into Redis. */
export async function barLogins(stage: Stage, barred: readonly Customer[], bar: Bar): Promise<void> {
  const times = bar === 'LOCKED_OUT' ? `now(), now() + interval '6 days', NULL` : 'NULL, NULL, now()';
  await stage.query(
    `INSERT INTO attempt_locks (attempt_key, credential_kind, lockouts, locked_at, locked_until, suspended_at)
     SELECT key, 'LOGIN_PASSWORD', $2::int, ${times} FROM unnest($1::text[]) k (key)`,
    [barred.map((each) => loginKey(stage, each)), bar === 'LOCKED_OUT' ? 1 : 3],
  );
}

function loginKey({ deriveAttemptKey }: Stage, { loginId }: Customer): string {
  return deriveAttemptKey('LOGIN_PASSWORD', loginId).hash;
}

function pinKey({ deriveAttemptKey }: Stage, { account }: Customer): string {
  return pinAttemptKey(deriveAttemptKey, 'INQUIRY_PIN', canonicalAccount(account)).hash;
}
