import { loadConfig } from './config/load-config';
import { renderHeads } from './history/verification/anchored-heads';
import { PostgresSealedHistory } from './history/verification/postgres-sealed-history';
import { openCommandDatabase } from './compose-command-database';
import { systemClock } from './platform/clock';

/**
 * `npm run --silent history:head`: prints the heads of the sealed history as JSON, to be kept where the database's
 * administrators cannot change them; `verify-history --anchor` holds the history against it later (R11).
 */
async function main(): Promise<void> {
  const database = await openCommandDatabase(loadConfig(process.env));
  try {
    const heads = await PostgresSealedHistory.read(database.dataSource, (history) => history.heads());
    process.stdout.write(renderHeads(heads, systemClock.now()));
  } finally {
    await database.close();
  }
}

main().catch((fault: unknown) => {
  process.stderr.write(`The heads could not be read: ${(fault as Error).message}\n`);
  process.exitCode = 2;
});
