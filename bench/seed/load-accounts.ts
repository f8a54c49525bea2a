import { readFile, writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepresentativeAccount } from '../../src/credentials/pins/representative-account';
import type { Pins } from '../../src/credentials/pins/hash-pins';

/** The most users that the pattern of login IDs has room for. */
export const MOST_USERS = 1_000_000;

/** A master and 19 general users (R2). */
export const MOST_USERS_PER_ORGANIZATION = 20;

/** What every seeded user and organization has. Known to everybody who can read this: for private machines only. */
export const LOAD_SECRETS = {
  loginPassword: 'Kuruma9!hane',
  confirmationPassword: 'Sakura7#mori',
  /** To the questions of these numbers, one after the other. */
  securityAnswers: [
    { questionId: 1, answer: 'ハチ' },
    { questionId: 2, answer: '中村' },
    { questionId: 3, answer: '川原' },
  ],
  pins: {
    INQUIRY_PIN: '4126',
    TRANSFER_PIN: '7391',
    CONFIRMATION_PIN: '5804',
    APPROVAL_PIN: '2657',
  } satisfies Pins,
} as const;

/** Branches that no bank uses here: what bears one of these codes and a {@link NAME_PREFIX} was made by the loader. */
export const RESERVED_BRANCHES = { first: 990, last: 999 } as const;

/** How the names of seeded organizations begin. */
export const NAME_PREFIX = '負荷試験 ';

/** What a loader left for those who make load: everything else follows from the patterns of this file. */
export interface LoadAccounts {
  readonly users: number;
  readonly usersPerOrganization: number;
  /** Organizations without a master yet, for first registrations. */
  readonly newcomers: number;
  /** Known for every user at {@link customerAddress}, without a `User-Agent`; null if no device is. */
  readonly deviceToken: string | null;
}

/** The login ID of user `index`, from 0: `load000000a`. */
export function loginIdOf(index: number): string {
  return `load${String(index).padStart(6, '0')}a`;
}

/** The organization that user `index` belongs to; its first user is the master. */
export function organizationOf(index: number, { usersPerOrganization }: LoadAccounts): number {
  return Math.floor(index / usersPerOrganization);
}

/** The master of an organization. */
export function masterOf(organization: number, { usersPerOrganization }: LoadAccounts): number {
  return organization * usersPerOrganization;
}

/** How many organizations have users. */
export function organizationsWithUsers({ users, usersPerOrganization }: LoadAccounts): number {
  return Math.ceil(users / usersPerOrganization);
}

/** The representative account of an organization; those of newcomers follow those that have users. */
export function accountOf(organization: number): RepresentativeAccount {
  const branches = RESERVED_BRANCHES.last - RESERVED_BRANCHES.first + 1;
  return {
    branchCode: String(RESERVED_BRANCHES.first + (organization % branches)),
    accountType: 'ORDINARY',
    accountNumber: String(organization).padStart(7, '0'),
  };
}

/** The network that seeded devices are known in: half of what is set aside for benchmarks (RFC 2544). */
export const CUSTOMER_NETWORK = '198.18.0.0';

/** The address that user `index` comes from, in {@link CUSTOMER_NETWORK}. */
export function customerAddress(index: number): string {
  return `198.18.${String((index >> 8) & 255)}.${String(index & 255)}`;
}

/** The address of stranger `index`, in the other half. */
export function strangerAddress(index: number): string {
  return `198.19.${String((index >> 8) & 255)}.${String(index & 255)}`;
}

/** Leaves word of what was seeded in the data folder, readable by the owner only. */
export async function keepLoadAccounts(dataDir: string, accounts: LoadAccounts): Promise<string> {
  const file = fileIn(dataDir);
  await rm(file, { force: true });
  await writeFile(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return file;
}

/** Takes the word back. */
export async function forgetLoadAccounts(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}

/** What was seeded with this data folder; null if nothing was. */
export async function readLoadAccounts(dataDir: string): Promise<LoadAccounts | null> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as LoadAccounts);
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'load.json');
}
