import { attemptKeyDeriver } from './attempts/attempt-key';
import { openCommandDatabase } from './compose-command-database';
import { loadConfig } from './config/load-config';
import { renewAttemptKeys } from './users/postgres-attempt-key-renewal';

/**
 * `npm run renew-attempt-keys`, with the new ATTEMPT_KEY_SECRET in the settings and every gateway stopped: names all
 * counters of the configured database anew (R7, docs/runbook.md). Exit code 0: done; 1: not possible, and nothing changed.
 */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const database = await openCommandDatabase(config);
  try {
    const renewed = await renewAttemptKeys(database.dataSource, attemptKeyDeriver(config.attempts.keySecret));
    process.stdout.write(`Named the counters of ${String(renewed)} credentials anew.\n`);
  } finally {
    await database.close();
  }
}

main().catch((fault: unknown) => {
  process.stderr.write(`The names of the counters were left as they are: ${(fault as Error).message}\n`);
  process.exitCode = 1;
});
