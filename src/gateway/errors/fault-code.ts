import { QueryFailedError, TypeORMError } from 'typeorm';
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
  if (fault instanceof QueryFailedError) {
    const { code = '' } = fault.driverError as { code?: string };
    return (
      PASSING_SQLSTATE_CLASSES.includes(code.slice(0, 2)) || CONNECTION_FAULT.test(`${code} ${fault.message}`)
    );
  }
  if (fault instanceof AggregateError) return fault.errors.some(isPassingFault);
  if (fault instanceof TypeORMError) return false;
  return (
    fault instanceof Error &&
    CONNECTION_FAULT.test(`${(fault as { code?: string }).code ?? ''} ${fault.message}`)
  );
}
