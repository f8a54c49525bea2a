import { Client } from 'pg';
import { deviceTokens } from '../../src/additional-authentication/device-token';
import { prefixProviders } from '../../src/additional-authentication/network-provider';
import { normaliseAnswer } from '../../src/additional-authentication/normalise-answer';
import { userAgentFamilies } from '../../src/additional-authentication/user-agent-families';
import { attemptKeyDeriver, type AttemptKey } from '../../src/attempts/attempt-key';
import type { Config } from '../../src/config/config';
import { Argon2SecretHasher } from '../../src/credentials/hashing/argon2-secret-hasher';
import { HashingBulkhead } from '../../src/credentials/hashing/hashing-bulkhead';
import type { SecretHasher, StoredSecret } from '../../src/credentials/secret-hasher';
import { migrateToLatest } from '../../src/platform/postgres/migrate';
import { copyRows } from './copy-rows';
import {
  CUSTOMER_NETWORK,
  LOAD_SECRETS,
  type LoadAccounts,
  loginIdOf,
  MOST_USERS,
  MOST_USERS_PER_ORGANIZATION,
} from './load-accounts';
import { orderedIds } from './ordered-ids';
import { countSeededCredentials, removeSeeded, seededAttemptKeys } from './remove-seeded';
import { openBulkLedger } from './seed-counters';
import {
  refuseForeignOrganizations,
  refuseRealServers,
  refuseSecondLoad,
  SeedingRefused,
} from './seed-guard';
import {
  newOrganizations,
  organizationRows,
  type SeedParts,
  type SharedSecrets,
  userRows,
} from './seed-rows';

/** Rows that go to the server in one command: a few megabytes. */
const ORGANIZATIONS_PER_COPY = 5_000;
const USERS_PER_COPY = 10_000;

/** PostgreSQL manual, appendix A. */
const INSUFFICIENT_PRIVILEGE = '42501';

const TABLES = ['organizations', 'users', 'credentials', 'security_answers', 'trusted_devices'] as const;

export type SeedStep = 'forgetting counters' | 'removing' | 'organizations' | 'users' | 'counters';

export interface SeedRequest {
  /** Of the gateway that is to know them: its attempt keys, peppers, cost of hashing and Redis prefix are used. */
  readonly config: Config;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** 0 to a million. */
  readonly users: number;
  /** Default: as few as hold them all. */
  readonly organizations?: number;
  /** Further organizations that have no master yet. Default: none. */
  readonly newcomers?: number;
  /** Users whose login password has one failure counted. Default: none. */
  readonly counters?: number;
  /** Whether a device is known for every user, so that a login asks no question. Default: yes. */
  readonly devices?: boolean;
  /** Removes what was seeded before. */
  readonly reset?: boolean;
  /** Loads beside organizations that are not the loader's own. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: SeedStep, done: number, of: number) => void;
}

/**
 * Loads organizations, users and their credentials by COPY, and counters through the attempt ledger.
 * @throws SeedingRefused where it has no place, or for figures that do not fit
 */
export async function seedUsers(request: SeedRequest): Promise<LoadAccounts> {
  const { config, databaseUrl, redisUrl, signal } = request;
  refuseRealServers(config.environment, databaseUrl, redisUrl);
  const sizes = sizesOf(request);
  await migrateToLatest(databaseUrl);
  const client = new Client({ connectionString: databaseUrl, application_name: 'sekisho-seed' });
  await client.connect();
  try {
    if (request.force !== true) await refuseForeignOrganizations(client);
    if (request.reset === true) await reset(client, request);
    else await refuseSecondLoad(client);
    const { accounts, parts } = await prepare(request, sizes);
    await loadRows(client, request, parts);
    for (const table of TABLES) await client.query(`ANALYZE ${table}`);
    signal?.throwIfAborted();
    await count(request, parts);
    return accounts;
  } finally {
    await client.end();
  }
}

type Sizes = Pick<LoadAccounts, 'users' | 'usersPerOrganization' | 'newcomers'>;

function sizesOf({ users, organizations, newcomers = 0, counters = 0 }: SeedRequest): Sizes {
  const usersPerOrganization =
    organizations === undefined ? MOST_USERS_PER_ORGANIZATION : Math.ceil(users / organizations);
  const fits =
    [users, newcomers, counters].every((figure) => Number.isInteger(figure) && figure >= 0) &&
    (organizations === undefined || (Number.isInteger(organizations) && organizations > 0)) &&
    users <= MOST_USERS &&
    newcomers <= MOST_USERS;
  if (!fits) throw new SeedingRefused(`Wanted 0 to ${String(MOST_USERS)} users, and whole numbers.`);
  if (usersPerOrganization > MOST_USERS_PER_ORGANIZATION) {
    throw new SeedingRefused(
      `An organization has ${String(MOST_USERS_PER_ORGANIZATION)} users at most: ask for more organizations.`,
    );
  }
  if (counters > users)
    throw new SeedingRefused('A counter is of a user: ask for as many users as counters.');
  return { users, usersPerOrganization: Math.max(1, usersPerOrganization), newcomers };
}

async function reset(client: Client, request: SeedRequest): Promise<void> {
  const { onProgress, signal } = request;
  const credentials = await countSeededCredentials(client);
  const ledger = await openBulkLedger(request.redisUrl, request.config.attempts.ledger);
  try {
    let done = 0;
    await ledger.clear(seededAttemptKeys(client), (count) => {
      signal?.throwIfAborted();
      done += count;
      onProgress?.('forgetting counters', done, credentials);
    });
  } finally {
    await ledger.close();
  }
  onProgress?.('removing', 0, credentials);
  await removeSeeded(client);
  onProgress?.('removing', credentials, credentials);
}

async function prepare(
  { config, devices = true }: SeedRequest,
  sizes: Sizes,
): Promise<{ readonly accounts: LoadAccounts; readonly parts: SeedParts }> {
  const { cost, peppers, bulkhead } = config.hashing;
  const hasher = await Argon2SecretHasher.start(
    cost,
    peppers,
    new HashingBulkhead(bulkhead, () => performance.now()),
  );
  const device = devices ? deviceTokens(config.attempts.keySecret).issue() : null;
  const accounts = { ...sizes, deviceToken: device?.text ?? null };
  const parts: SeedParts = {
    accounts,
    secrets: await sharedSecrets(hasher),
    environment: device && {
      deviceHash: device.hash,
      ...userAgentFamilies(null),
      networkProvider: prefixProviders.providerOf(CUSTOMER_NETWORK),
    },
    deriveAttemptKey: attemptKeyDeriver(config.attempts.keySecret),
    newId: orderedIds(Date.now()),
    createdAt: new Date(Date.now() - sizes.users),
  };
  return { accounts, parts };
}

async function sharedSecrets(hasher: SecretHasher): Promise<SharedSecrets> {
  const { loginPassword, confirmationPassword, securityAnswers, pins } = LOAD_SECRETS;
  const hash = (secret: string): Promise<StoredSecret> =>
    hasher.hash(secret, { networkPrefix: 'seed', knownAs: null });
  const answers = [];
  for (const { questionId, answer } of securityAnswers) {
    answers.push({ questionId, secret: await hash(normaliseAnswer(answer)) });
  }
  return {
    loginPassword: await hash(loginPassword),
    confirmationPassword: await hash(confirmationPassword),
    securityAnswers: answers,
    pins: {
      INQUIRY_PIN: await hash(pins.INQUIRY_PIN),
      TRANSFER_PIN: await hash(pins.TRANSFER_PIN),
      CONFIRMATION_PIN: await hash(pins.CONFIRMATION_PIN),
      APPROVAL_PIN: await hash(pins.APPROVAL_PIN),
    },
  };
}

async function loadRows(client: Client, request: SeedRequest, parts: SeedParts): Promise<void> {
  const { onProgress, signal } = request;
  const { users } = parts.accounts;
  const organizations = newOrganizations(parts.accounts, parts.newId);
  await withoutForeignKeyChecks(client, async () => {
    for (let from = 0; from < organizations.length; from += ORGANIZATIONS_PER_COPY) {
      signal?.throwIfAborted();
      const some = organizations.slice(from, from + ORGANIZATIONS_PER_COPY);
      for (const rows of organizationRows(parts, some)) await copyRows(client, rows);
      onProgress?.('organizations', from + some.length, organizations.length);
    }
    const organizationIds = organizations.map(({ id }) => id);
    for (let from = 0; from < users; from += USERS_PER_COPY) {
      signal?.throwIfAborted();
      const to = Math.min(users, from + USERS_PER_COPY);
      for (const rows of userRows(parts, from, to, organizationIds)) await copyRows(client, rows);
      onProgress?.('users', to, users);
    }
  });
}

/**
 * Every row names rows that were loaded just before it, so looking each of them up again only takes time (14 million
 * times for a million users). Who may not leave it out, as only a superuser may, loads more slowly.
 */
async function withoutForeignKeyChecks(client: Client, work: () => Promise<void>): Promise<void> {
  const skipped = await client.query('SET session_replication_role = replica').then(
    () => true,
    (fault: unknown) => {
      if ((fault as { code?: string }).code === INSUFFICIENT_PRIVILEGE) return false;
      throw fault;
    },
  );
  try {
    await work();
  } finally {
    if (skipped) await client.query('SET session_replication_role = DEFAULT');
  }
}

async function count(
  { config, redisUrl, counters = 0, onProgress, signal }: SeedRequest,
  { deriveAttemptKey }: SeedParts,
): Promise<void> {
  if (counters === 0) return;
  const ledger = await openBulkLedger(redisUrl, config.attempts.ledger);
  try {
    let done = 0;
    await ledger.countFailures(loginKeys(counters, deriveAttemptKey), (counted) => {
      signal?.throwIfAborted();
      done += counted;
      onProgress?.('counters', done, counters);
    });
  } finally {
    await ledger.close();
  }
}

function* loginKeys(count: number, deriveAttemptKey: SeedParts['deriveAttemptKey']): Generator<AttemptKey> {
  for (let index = 0; index < count; index += 1) {
    yield deriveAttemptKey('LOGIN_PASSWORD', loginIdOf(index));
  }
}
