import type { AttemptKey, DeriveAttemptKey } from '../../src/attempts/attempt-key';
import type { CredentialKind } from '../../src/credentials/credential-kind';
import { pinAttemptKey } from '../../src/credentials/pins/pin-attempt-key';
import { PIN_KINDS } from '../../src/credentials/pins/pin-kind';
import type { StoredSecret } from '../../src/credentials/secret-hasher';
import type { KnownEnvironment } from '../../src/additional-authentication/environment';
import type { NewId } from '../../src/platform/ids';
import { MASTER_RIGHTS } from '../../src/registration/master-rights';
import { NO_RIGHTS, type Rights } from '../../src/users/user';
import type { Field, TableRows } from './copy-rows';
import {
  accountOf,
  type LoadAccounts,
  loginIdOf,
  masterOf,
  NAME_PREFIX,
  organizationOf,
  organizationsWithUsers,
} from './load-accounts';

/** One hash of each kind serves everybody: verifying it costs what any costs, and making a million takes hours. */
export interface SharedSecrets {
  readonly loginPassword: StoredSecret;
  readonly confirmationPassword: StoredSecret;
  readonly securityAnswers: readonly { readonly questionId: number; readonly secret: StoredSecret }[];
  readonly pins: Readonly<Record<(typeof PIN_KINDS)[number], StoredSecret>>;
}

/** What rows are made of. */
export interface SeedParts {
  readonly accounts: LoadAccounts;
  readonly secrets: SharedSecrets;
  /** Known for every user; null for none. */
  readonly environment: KnownEnvironment | null;
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly newId: NewId;
  /** When the first user was made; each of the others a millisecond after the one before. */
  readonly createdAt: Date;
}

/** An organization with its identifier. */
export interface SeededOrganization {
  readonly index: number;
  readonly id: string;
}

const CREDENTIALS = {
  table: 'credentials',
  columns: [
    'id',
    'user_id',
    'organization_id',
    'kind',
    'secret_hash',
    'pepper_version',
    'must_change',
    'changed_at',
    'attempt_key',
  ],
} as const;

/** The rows of these organizations: each with four PINs (R4). */
export function organizationRows(
  { secrets, deriveAttemptKey, newId, ...parts }: SeedParts,
  organizations: readonly SeededOrganization[],
): readonly TableRows[] {
  const createdAt = parts.createdAt.toISOString();
  return [
    {
      table: 'organizations',
      columns: ['id', 'name', 'branch_code', 'account_type', 'account_number', 'created_at'],
      rows: organizations.map(({ index, id }) => {
        const { branchCode, accountType, accountNumber } = accountOf(index);
        return [id, `${NAME_PREFIX}${accountNumber}`, branchCode, accountType, accountNumber, createdAt];
      }),
    },
    {
      ...CREDENTIALS,
      rows: organizations.flatMap(({ index, id }) =>
        PIN_KINDS.map((kind) => {
          const key = pinAttemptKey(deriveAttemptKey, kind, accountOf(index));
          return credential(newId(), null, id, secrets.pins[kind], createdAt, key);
        }),
      ),
    },
  ];
}

/** The rows of users `from` to `to` − 1, complete: nothing is required of them at login. */
export function userRows(
  parts: SeedParts,
  from: number,
  to: number,
  organizationIds: readonly string[],
): readonly TableRows[] {
  const users: Field[][] = [];
  const credentials: (readonly Field[])[] = [];
  const answers: Field[][] = [];
  const devices: Field[][] = [];
  const { secrets, environment, deriveAttemptKey, newId } = parts;
  for (let index = from; index < to; index += 1) {
    const id = newId();
    const loginId = loginIdOf(index);
    const organization = organizationOf(index, parts.accounts);
    const organizationId = organizationIds[organization] ?? null;
    const createdAt = new Date(parts.createdAt.getTime() + index).toISOString();
    const master = index === masterOf(organization, parts.accounts);
    users.push(userRow(id, organizationId, master, index, loginId, createdAt));
    const own = (kind: CredentialKind, subject: string, secret: StoredSecret | null): readonly Field[] =>
      credential(newId(), id, organizationId, secret, createdAt, deriveAttemptKey(kind, subject));
    credentials.push(
      own('LOGIN_PASSWORD', loginId, secrets.loginPassword),
      own('CONFIRMATION_PASSWORD', id, secrets.confirmationPassword),
      own('SECURITY_ANSWER', id, null),
    );
    for (const { questionId, secret } of secrets.securityAnswers) {
      answers.push([id, questionId, secret.hash, secret.pepperVersion]);
    }
    if (environment !== null) {
      const { deviceHash, osFamily, browserFamily, networkProvider } = environment;
      devices.push([newId(), id, deviceHash, osFamily, browserFamily, networkProvider, createdAt]);
    }
  }
  return [
    { ...USERS, rows: users },
    { ...CREDENTIALS, rows: credentials },
    {
      table: 'security_answers',
      columns: ['user_id', 'question_id', 'answer_hash', 'pepper_version'],
      rows: answers,
    },
    { ...DEVICES, rows: devices },
  ];
}

/** The organizations of a load: first those with users, then the newcomers. */
export function newOrganizations(accounts: LoadAccounts, newId: NewId): readonly SeededOrganization[] {
  const count = organizationsWithUsers(accounts) + accounts.newcomers;
  return Array.from({ length: count }, (_, index) => ({ index, id: newId() }));
}

const USERS = {
  table: 'users',
  columns: [
    'id',
    'organization_id',
    'role',
    'login_id',
    'name',
    'email',
    'language',
    'created_at',
    'permissions',
    'transfer_limit_yen',
    'collection_limit_yen',
  ],
} as const;

const DEVICES = {
  table: 'trusted_devices',
  columns: ['id', 'user_id', 'device_hash', 'os_family', 'browser_family', 'network_provider', 'trusted_at'],
} as const;

function userRow(
  id: string,
  organizationId: string | null,
  master: boolean,
  index: number,
  loginId: string,
  createdAt: string,
): Field[] {
  const rights: Rights = master ? MASTER_RIGHTS : { ...NO_RIGHTS, permissions: ['INQUIRY'] };
  return [
    id,
    organizationId,
    master ? 'MASTER' : 'GENERAL',
    loginId,
    `試験 ${String(index)}`,
    `${loginId}@example.com`,
    index % 2 === 0 ? 'ja' : 'en',
    createdAt,
    `{${rights.permissions.join(',')}}`,
    rights.transferLimitYen,
    rights.collectionLimitYen,
  ];
}

function credential(
  id: string,
  userId: string | null,
  organizationId: string | null,
  secret: StoredSecret | null,
  changedAt: string,
  { kind, hash }: AttemptKey,
): readonly Field[] {
  return [
    id,
    userId,
    organizationId,
    kind,
    secret?.hash ?? null,
    secret?.pepperVersion ?? null,
    false,
    changedAt,
    hash,
  ];
}
