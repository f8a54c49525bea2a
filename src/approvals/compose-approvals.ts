import type { DataSource } from 'typeorm';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { Rounds } from '../platform/rounds';
import type { History } from '../history/history';
import type { ApprovalList } from './approval-list';
import { ApproveRequest, type ApprovePorts } from './approve-request';
import { CancelApproval } from './cancel-approval';
import { PostgresApprovalCases } from './postgres-approval-cases';
import { PostgresApprovalList } from './postgres-approval-list';
import { PostgresExpiredApprovals } from './postgres-expired-approvals';
import { ReturnRequest } from './return-request';
import { SubmitRequest } from './submit-request';

/** What approvals take from the rest of the gateway. */
export type ApprovalParts = Omit<ApprovePorts, 'cases'> & { readonly dataSource: DataSource };

/** Approvals (R10), put together. */
export interface Approvals {
  readonly submitting: SubmitRequest;
  readonly approving: ApproveRequest;
  readonly cancelling: CancelApproval;
  readonly returning: ReturnRequest;
  readonly list: ApprovalList;
}

/** Puts approvals together; the composition root calls it once. */
export function composeApprovals(parts: ApprovalParts): Approvals {
  const ports = { ...parts, cases: new PostgresApprovalCases(parts.dataSource) };
  return {
    submitting: new SubmitRequest(ports),
    approving: new ApproveRequest(ports),
    cancelling: new CancelApproval(ports),
    returning: new ReturnRequest(ports),
    list: new PostgresApprovalList(parts.dataSource),
  };
}

/** Readers see an expiry at once, by the clock; this only bounds how long the record of it may take. */
const EXPIRY_INTERVAL_MS = 30_000;

/** What writing down expiries is made of. */
export interface ExpiryParts {
  readonly dataSource: DataSource;
  readonly history: History;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Puts the writing down of expired requests together; the composition root starts it and stops it. */
export function composeExpiry({ dataSource, history, clock, logger }: ExpiryParts): Rounds {
  const expired = new PostgresExpiredApprovals(dataSource, history);
  const round = async (): Promise<void> => {
    await expired.record(clock.now());
  };
  return new Rounds({
    round,
    intervalMs: EXPIRY_INTERVAL_MS,
    lastRound: false,
    report: (err) => {
      logger.error({ err }, 'expired approval requests could not be written down');
    },
  });
}
