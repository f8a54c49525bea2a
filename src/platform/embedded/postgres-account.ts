import { CommandFailed, runCommand } from './run-command';
import { StartupProblem } from './startup-problem';

export interface SystemAccount {
  readonly uid: number;
  readonly gid: number;
}

const ACCOUNT_NAME = 'postgres';

/**
 * The account that PostgreSQL runs as, or undefined for the one of this process. PostgreSQL refuses to run as root, so
 * that root, as in many containers, gets the system account `postgres`, made when it is missing.
 *
 * @throws StartupProblem when the account is missing and cannot be made.
 */
export async function postgresAccount(): Promise<SystemAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await findAccount()) ?? (await makeAccount());
}

async function findAccount(): Promise<SystemAccount | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map((flag) => runCommand('id', [flag, ACCOUNT_NAME], { timeoutMs: 5_000 })),
    );
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    return undefined;
  }
}

async function makeAccount(): Promise<SystemAccount> {
  const output = await runCommand('useradd', ['--system', '--user-group', '--no-create-home', ACCOUNT_NAME], {
    timeoutMs: 10_000,
  }).catch((cause: unknown) => (cause instanceof CommandFailed ? cause.output.join('; ') : String(cause)));
  const account = await findAccount();
  if (account !== undefined) return account;
  throw new StartupProblem(
    `PostgreSQL refuses to run as root and the system user "${ACCOUNT_NAME}" could not be made: run the gateway as another user, or set DATABASE_URL.`,
    [output],
  );
}
