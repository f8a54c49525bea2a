import type { DataSource } from 'typeorm';
import type { History } from '../history/history';
import type { Clock } from '../platform/clock';
import { StartupProblem } from '../platform/embedded/startup-problem';
import type { Logger } from '../platform/logger';
import { Rounds } from '../platform/rounds';
import { JoseKeyBox } from './jose-key-box';
import { KeyRing } from './key-ring';
import { KeyRotation } from './key-rotation';
import type { KeySchedule } from './key-schedule';
import { PostgresReceiptKeys } from './postgres-receipt-keys';
import type { Receipts } from './receipt';
import type { ReceiptSettings } from './receipt-settings';
import { SignedReceipts } from './signed-receipts';
import { UnreadableReceiptKey } from './unreadable-receipt-key';

/** What receipts are made of. */
export interface ReceiptParts {
  readonly dataSource: DataSource;
  readonly history: History;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Signing, what verifiers are told, and what looks after the keys. */
export interface ComposedReceipts {
  readonly receipts: Receipts;
  readonly ring: KeyRing;
  readonly rounds: Rounds;
}

/** What clocks may differ, and what a round of the keys may be late, in milliseconds. */
const CLOCKS_MS = 30_000;
const LATE_ROUND_MS = 30_000;

/**
 * Puts the receipts together, the keys read and one of them signing; the composition root starts and stops the rounds.
 * @throws StartupProblem if the stored keys were made under another secret
 */
export async function composeReceipts(
  parts: ReceiptParts,
  settings: ReceiptSettings,
): Promise<ComposedReceipts> {
  const { clock, logger } = parts;
  const box = new JoseKeyBox(settings.keySecret);
  const ring = new KeyRing(composeKeyRotation(parts, settings), box, clock, freshMs(settings));
  await ring.refresh().catch((fault: unknown) => {
    throw fault instanceof UnreadableReceiptKey ? new StartupProblem(fault.message) : fault;
  });
  return {
    receipts: new SignedReceipts(ring, settings, clock),
    ring,
    // What another gateway or an operator has done to the keys is known here one interval later.
    rounds: new Rounds({
      round: () => ring.refresh(),
      intervalMs: settings.refreshMs,
      lastRound: false,
      report: (err) => {
        logger.error({ err }, 'the receipt keys could not be looked after');
      },
    }),
  };
}

/** The keys' rotation alone, for the command. */
export function composeKeyRotation(
  { dataSource, history, clock }: Omit<ReceiptParts, 'logger'>,
  settings: ReceiptSettings,
): KeyRotation {
  const store = new PostgresReceiptKeys(dataSource);
  const box = new JoseKeyBox(settings.keySecret);
  return new KeyRotation({ store, box, history, clock }, scheduleOf(settings));
}

function scheduleOf({ signingMs, leadMs, refreshMs, seconds }: ReceiptSettings): KeySchedule {
  return { signingMs, leadMs, verifyingMs: seconds * 1_000 + freshMs({ refreshMs }) + CLOCKS_MS };
}

/** How long a gateway signs by what it has read, while another may have planned anew. */
function freshMs({ refreshMs }: Pick<ReceiptSettings, 'refreshMs'>): number {
  return refreshMs + LATE_ROUND_MS;
}
