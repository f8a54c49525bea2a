import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { PostgresHistory } from '../../../src/history/postgres-history';
import type { History } from '../../../src/history/history';
import { createLogger } from '../../../src/platform/logger';
import {
  composeKeyRotation,
  composeReceipts,
  type ComposedReceipts,
} from '../../../src/receipts/compose-receipts';
import type { KeyRotation } from '../../../src/receipts/key-rotation';
import type { ReceiptRequest } from '../../../src/receipts/receipt';
import type { ReceiptSettings } from '../../../src/receipts/receipt-settings';
import { openDataSource } from '../../support/data-source';
import { freshDatabase } from '../../support/postgres';

/** A database, and gateways' receipts on it, on a clock that the test sets. */
export interface ReceiptsStage {
  readonly dataSource: DataSource;
  readonly settings: ReceiptSettings;
  readonly clock: { now(): Date; set(instant: Date): void; forward(ms: number): void };
  /** The receipts of one more gateway; its rounds are not started. */
  gateway(overrides?: Partial<ReceiptSettings>, history?: History): Promise<ComposedReceipts>;
  /** What looks after the keys, as the command does. */
  rotation(overrides?: Partial<ReceiptSettings>): KeyRotation;
  /** How many statements have reached the database so far. */
  statements(): number;
  close(): Promise<void>;
}

export const START = new Date('2026-04-01T09:00:00Z');
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** Opens a stage at START. Close it in the end. */
export async function openReceiptsStage(): Promise<ReceiptsStage> {
  const database = await freshDatabase();
  const dataSource = await openDataSource(database.url, { poolSize: 10 });
  let now = START;
  let statements = 0;
  const query = dataSource.query.bind(dataSource);
  dataSource.query = (...args: Parameters<typeof query>) => {
    statements += 1;
    return query(...args);
  };
  const clock = {
    // It moves on with every look, as a real one does.
    now: () => {
      now = new Date(now.getTime() + 1);
      return now;
    },
    set: (instant: Date) => {
      now = instant;
    },
    forward: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
  const settings: ReceiptSettings = {
    issuer: 'sekisho',
    audience: 'core-banking',
    seconds: 120,
    keySecret: randomBytes(32),
    signingMs: 30 * DAY_MS,
    leadMs: HOUR_MS,
    cacheSeconds: 300,
    refreshMs: 5_000,
  };
  const logger = createLogger('silent');
  return {
    dataSource,
    settings,
    clock,
    statements: () => statements,
    gateway: (overrides = {}, history = new PostgresHistory(dataSource)) =>
      composeReceipts({ dataSource, history, clock, logger }, { ...settings, ...overrides }),
    rotation: (overrides = {}) =>
      composeKeyRotation(
        { dataSource, history: new PostgresHistory(dataSource), clock },
        { ...settings, ...overrides },
      ),
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

/** A receipt to be signed. */
export function someReceipt(): ReceiptRequest {
  return {
    id: randomUUID(),
    userId: randomUUID(),
    organization: {
      id: randomUUID(),
      name: '関所商事',
      branchCode: '001',
      accountType: 'ORDINARY',
      accountNumber: '1234567',
      selfApprovalAllowed: false,
    },
    content: { kind: 'INQUIRY' },
  };
}
