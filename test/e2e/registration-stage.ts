import { randomInt, randomUUID } from 'node:crypto';
import { attemptKeyDeriver } from '../../src/attempts/attempt-key';
import { loadConfig } from '../../src/config/load-config';
import { Argon2SecretHasher } from '../../src/credentials/hashing/argon2-secret-hasher';
import { HashingBulkhead } from '../../src/credentials/hashing/hashing-bulkhead';
import { hashPins } from '../../src/credentials/pins/hash-pins';
import { newUuid } from '../../src/platform/ids';
import type { TestGateway } from '../support/gateway';
import type { GatewayClient, UnionResult } from '../support/gateway-client';

/** What opens a registration. */
export interface AccountInput {
  readonly branchCode: string;
  readonly accountType: 'ORDINARY' | 'CURRENT';
  readonly accountNumber: string;
  readonly inquiryPin: string;
}

/** An organization whose application form has been entered, and that has no master yet. */
export interface Newcomer {
  readonly organizationId: string;
  readonly account: AccountInput;
}

const PINS = { INQUIRY_PIN: '6038', TRANSFER_PIN: '1947', CONFIRMATION_PIN: '8520', APPROVAL_PIN: '3716' };

/** An account that nobody has: those of {@link addNewcomer} are of branch 700. */
export function unknownAccount(): AccountInput {
  return { branchCode: '800', accountType: 'CURRENT', accountNumber: randomDigits(7), inquiryPin: '6038' };
}

/** Another PIN than `inquiryPin`. */
export function wrongPin({ inquiryPin }: AccountInput): string {
  return String((Number(inquiryPin) + 1) % 10_000).padStart(4, '0');
}

/** Enters a new organization with its PINs. */
export async function addNewcomer(gateway: TestGateway, name = '新居水産株式会社'): Promise<Newcomer> {
  const { attempts, hashing } = loadConfig(gateway.env);
  const bulkhead = new HashingBulkhead(hashing.bulkhead, () => performance.now());
  const hasher = await Argon2SecretHasher.start(hashing.cost, hashing.peppers, bulkhead);
  const account = {
    branchCode: '700',
    accountType: 'CURRENT',
    accountNumber: randomDigits(7),
    inquiryPin: PINS.INQUIRY_PIN,
  } as const;
  const organizationId = randomUUID();
  await gateway.query(
    `INSERT INTO organizations (id, name, branch_code, account_type, account_number, created_at)
     VALUES ($1, $2, $3, $4, $5, now())`,
    [organizationId, name, account.branchCode, account.accountType, account.accountNumber],
  );
  const ports = { hasher, deriveAttemptKey: attemptKeyDeriver(attempts.keySecret), newId: newUuid };
  for (const { id, attemptKey, secret } of await hashPins(ports, account, PINS, {
    networkPrefix: 'test',
    knownAs: null,
  })) {
    await gateway.query(
      `INSERT INTO credentials
         (id, organization_id, kind, secret_hash, pepper_version, must_change, changed_at, attempt_key)
       VALUES ($1, $2, $3, $4, $5, false, now(), $6)`,
      [id, organizationId, attemptKey.kind, secret.hash, secret.pepperVersion, attemptKey.hash],
    );
  }
  return { organizationId, account };
}

/** Opens the newcomer's registration and gives the token. */
export async function openedToken(client: GatewayClient, { account }: Newcomer): Promise<string> {
  const result = await client.run('open-registration', { input: account });
  if (result.__typename !== 'RegistrationOpened') throw new Error(JSON.stringify(result));
  return result['registrationToken'] as string;
}

/** A form without faults; no two have the same login ID. */
export function form(registrationToken: string): Readonly<Record<string, unknown>> {
  return {
    registrationToken,
    loginId: `arai${randomDigits(6)}`,
    loginPassword: 'Hamana-25q',
    confirmationPassword: 'Imagire#4w',
    name: '新居 渚',
    email: 'nagisa@example.com',
    securityAnswers: [
      { questionId: 1, answer: 'カモメ' },
      { questionId: 4, answer: '銀河鉄道の夜' },
      { questionId: 8, answer: '浜松' },
    ],
  };
}

/** Sends a form. */
export function register(client: GatewayClient, input: object): Promise<UnionResult> {
  return client.run('register-master-user', { input });
}

/** The masters of the organization, by login ID. */
export async function mastersOf(gateway: TestGateway, { organizationId }: Newcomer): Promise<string[]> {
  const rows = await gateway.query<{ loginId: string }>(
    `SELECT login_id AS "loginId" FROM users WHERE organization_id = $1 AND role = 'MASTER'`,
    [organizationId],
  );
  return rows.map(({ loginId }) => loginId);
}

function randomDigits(length: number): string {
  return Array.from({ length }, () => String(randomInt(10))).join('');
}
