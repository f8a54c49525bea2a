import { UnsafeAddress } from './unsafe-address';

/** Why a mail could not be sent, fit for a log: it names neither address nor server, nor what the server said. */
export interface DeliveryFault {
  /** Capital letters, digits and underscores, such as `ECONNECTION` or `EENVELOPE_451`. */
  readonly code: string;
  /** Whether trying again is pointless, because the server blames the address itself. */
  readonly permanent: boolean;
}

/** Codes of addresses that will not become better (RFC 3463, section 3.2): no such mailbox, no such domain, bad syntax. */
const ADDRESS_REFUSED = /^5\d\d[ -]5\.1\.[123]\b/;

/**
 * Reads off a fault of sending what may be told. Other 5xx answers are tried again although RFC 5321 (section 4.2.1)
 * would not: they are most often the relay refusing a gateway that is set up wrongly, and no notice is to be lost by
 * that.
 */
export function deliveryFault(fault: unknown): DeliveryFault {
  const { code, responseCode, response } = (fault ?? {}) as Readonly<Record<string, unknown>>;
  const word = typeof code === 'string' && /^[A-Z0-9_]{1,30}$/.test(code) ? code : 'UNKNOWN';
  const answer = typeof responseCode === 'number' ? `_${String(Math.trunc(responseCode)).slice(0, 4)}` : '';
  return {
    code: `${word}${answer.replace(/[^\d_]/g, '')}`,
    permanent:
      fault instanceof UnsafeAddress || (typeof response === 'string' && ADDRESS_REFUSED.test(response)),
  };
}
