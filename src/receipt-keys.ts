import { loadConfig } from './config/load-config';
import { openCommandDatabase } from './compose-command-database';
import { PostgresHistory } from './history/postgres-history';
import { systemClock } from './platform/clock';
import { composeKeyRotation } from './receipts/compose-receipts';
import type { KeyRotation } from './receipts/key-rotation';
import { renderKeys } from './receipts/render-keys';
import {
  parseReceiptKeysRequest,
  RECEIPT_KEYS_USAGE,
  type ReceiptKeysRequest,
} from './receipts/receipt-keys-request';

/**
 * `npm run receipt-keys -- list | rotate [--now] | revoke KID`: looks after the keys of receipts (R10) in the configured
 * database, whether a gateway runs or not. Exit code 0: done; 1: not possible; 2: wrong usage.
 */
async function main(): Promise<void> {
  const request = parseReceiptKeysRequest(process.argv.slice(2));
  if (request === null) {
    process.stderr.write(`${RECEIPT_KEYS_USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const config = loadConfig(process.env);
  const database = await openCommandDatabase(config);
  try {
    const { dataSource } = database;
    const history = new PostgresHistory(dataSource);
    const rotation = composeKeyRotation({ dataSource, history, clock: systemClock }, config.receipts);
    await carryOut(request, rotation);
  } finally {
    await database.close();
  }
}

async function carryOut(request: ReceiptKeysRequest, rotation: KeyRotation): Promise<void> {
  switch (request.kind) {
    case 'LIST':
      break;
    case 'ROTATE': {
      const { kid, signsFrom } = await rotation.rotate(request.atOnce);
      process.stdout.write(`made ${kid}, which signs from ${signsFrom.toISOString()}\n\n`);
      break;
    }
    case 'REVOKE':
      await revoke(request.kid, rotation);
      break;
    default:
      request satisfies never;
  }
  process.stdout.write(renderKeys(await rotation.list(), systemClock.now()));
}

async function revoke(kid: string, rotation: KeyRotation): Promise<void> {
  const outcome = await rotation.revoke(kid);
  switch (outcome.kind) {
    case 'REVOKED': {
      const next = outcome.replacement;
      const replaced =
        next === null ? '' : `; made ${next.kid}, which signs from ${next.signsFrom.toISOString()}`;
      process.stdout.write(`revoked ${kid}${replaced}\n\n`);
      break;
    }
    case 'UNKNOWN':
      throw new Error('there is no such key');
    case 'GONE_ALREADY':
      throw new Error('this key is out of use already');
    default:
      outcome satisfies never;
  }
}

main().catch((fault: unknown) => {
  process.stderr.write(`The receipt keys were left as they are: ${(fault as Error).message}\n`);
  process.exitCode = 1;
});
