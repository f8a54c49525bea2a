import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadConfig } from './config/load-config';
import { seal } from './history/sealing/seal';
import { parseHeads } from './history/verification/anchored-heads';
import { PostgresSealedHistory } from './history/verification/postgres-sealed-history';
import { isIntact, renderReport } from './history/verification/render-report';
import { verifyHistory } from './history/verification/verify-history';
import { openCommandDatabase } from './compose-command-database';

/**
 * `npm run verify-history [-- --anchor <file>]`: checks the sealed history of the configured database (R11) and says
 * where it does not hold. Exit code 0: intact; 1: a fault; 2: it could not be checked.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { anchor: { type: 'string' } } });
  const config = loadConfig(process.env);
  const { anchor } = values;
  const anchors =
    anchor === undefined ? new Map<string, never>() : parseHeads(await readFile(anchor, 'utf8'));
  const database = await openCommandDatabase(config);
  try {
    const report = await PostgresSealedHistory.read(database.dataSource, (history) =>
      verifyHistory(history, seal(config.history.secret), anchors),
    );
    process.stdout.write(renderReport(report));
    process.exitCode = isIntact(report) ? 0 : 1;
  } finally {
    await database.close();
  }
}

main().catch((fault: unknown) => {
  process.stderr.write(`The history could not be checked: ${(fault as Error).message}\n`);
  process.exitCode = 2;
});
