import type { DataSource } from 'typeorm';
import type { AttemptGuard } from '../attempts/attempt-guard';
import type { JointAttempts } from '../attempts/joint-attempts';
import { AuthorizeInquiry } from './authorize-inquiry';
import { AuthorizeTransfer } from './authorize-transfer';
import type { PinAuthorizationPorts } from './pin-authorization-ports';
import { PostgresOrganizationPins } from './postgres-organization-pins';

/** What authorisation by PINs takes from the rest of the gateway. */
export interface PinAuthorizationParts extends Omit<PinAuthorizationPorts, 'pins'> {
  readonly dataSource: DataSource;
  readonly guard: AttemptGuard;
  readonly jointAttempts: JointAttempts;
}

/** Authorisation by PINs (R4), put together. */
export interface PinAuthorization {
  readonly inquiry: AuthorizeInquiry;
  readonly transfer: AuthorizeTransfer;
}

/** Puts authorisation by PINs together; the composition root calls it once. */
export function composePinAuthorization(parts: PinAuthorizationParts): PinAuthorization {
  const { dataSource, guard } = parts;
  const ports = { ...parts, pins: new PostgresOrganizationPins(dataSource) };
  return {
    inquiry: new AuthorizeInquiry({ ...ports, attempts: guard }),
    transfer: new AuthorizeTransfer(ports),
  };
}
