import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
  TypeORMError,
} from 'typeorm';
import { LedgerUnavailable } from '../../attempts/ledger-unavailable';
import { HashingBusy } from '../../credentials/secret-hasher';
import { RegistrationsUnavailable } from '../../registration/open-registrations';
import { SessionsUnavailable } from '../../session/session-store';

/** Classes of SQLSTATE that mean "not just now": connection, resources, operator intervention, rollback by conflict. */
const PASSING_SQLSTATE_CLASSES = ['08', '40', '53', '57', '58'];

/** What node-postgres and the operating system say when the server is away. */
const CONNECTION_FAULT =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable/i;

/** Whether a thrown fault is worth retrying because something the gateway needs is away or overloaded. */
export function isPassingFault(fault: unknown): boolean {
  if (
    fault instanceof LedgerUnavailable ||
    fault instanceof SessionsUnavailable ||
    fault instanceof RegistrationsUnavailable ||
    fault instanceof HashingBusy
  )
    return true;
  if (fault instanceof QueryFailedError) return saysPassing(fault.driverError as Coded, fault.message);
  if (fault instanceof AggregateError) return fault.errors.some(isPassingFault);
  // A transaction whose connection broke between two of its statements: TypeORM has let go of it by then.
  if (fault instanceof QueryRunnerAlreadyReleasedError) return true;
  if (fault instanceof QueryRunnerProviderAlreadyReleasedError) return true;
  if (fault instanceof TypeORMError) return false;
  // A server that starts up or shuts down refuses connections by a fault of its own, which nobody wraps.
  return fault instanceof Error && saysPassing(fault as Coded, fault.message);
}

interface Coded {
  readonly code?: unknown;
}

function saysPassing({ code }: Coded, message: string): boolean {
  const told = typeof code === 'string' ? code : '';
  const isSqlState = /^[0-9A-Z]{5}$/.test(told);
  return (
    (isSqlState && PASSING_SQLSTATE_CLASSES.includes(told.slice(0, 2))) ||
    CONNECTION_FAULT.test(`${told} ${message}`)
  );
}
