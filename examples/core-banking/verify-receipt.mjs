// How a core-banking system verifies a receipt of Sekisho before it carries anything out (docs/receipts.md).
// Needs nothing but `jose`: npm install jose
import { createRemoteJWKSet, jwtVerify } from 'jose';

/** What the core-banking system has to be told, by itself and not by the receipt. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** Not longer than RECEIPT_JWKS_CACHE_SECONDS of the gateway: a revoked key is believed for so long. */
const JWKS_CACHE_MS = 300_000;
/** A receipt under a key that is not in the cache asks for the keys again, but no more often than this. */
const JWKS_COOLDOWN_MS = 5_000;

/** Why a receipt allows nothing, by a code. What `jose` refuses has a `code` of its own (ERR_JWT_EXPIRED and so on). */
class ReceiptRefused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * What was done, so that nothing is done twice. In memory for this example only, until it ends; a core-banking system lets its
 * database keep it, in the same transaction that carries the order out, so that either both happen or none:
 *
 *   CREATE TABLE done (entry text PRIMARY KEY);
 *
 *   BEGIN;
 *   INSERT INTO done (entry) VALUES ($1), ($2);  -- a duplicate ends the transaction here
 *   -- carry the order out
 *   COMMIT;
 *
 * An entry does not go when its receipt expires: the same authorisation keeps its jti and may be signed again, and a request
 * may be approved again. Keep entries as long as the orders themselves.
 */
export class Books {
  #done = new Set();

  /** Enters all of `entries`, each with the code of what it means if it stands there already: then none is entered. */
  enter(entries) {
    for (const [entry, refusal] of entries) {
      if (this.#done.has(entry)) throw new ReceiptRefused(refusal);
    }
    for (const [entry] of entries) this.#done.add(entry);
  }
}

/**
 * A function that verifies receipts and resolves to their claims. It rejects whatever is not a receipt of this issuer
 * for this audience, signed with EdDSA by a published key, and unexpired.
 */
export function receiptVerifier({ jwksUrl, issuer, audience }) {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: JWKS_CACHE_MS,
    cooldownDuration: JWKS_COOLDOWN_MS,
  });
  return async (receipt) => {
    const { payload } = await jwtVerify(receipt, keys, {
      // Pinned: what the receipt itself says of its algorithm decides nothing (RFC 8725, section 3.1).
      algorithms: ['EdDSA'],
      typ: 'sekisho-receipt+jwt',
      issuer,
      audience,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['iss', 'aud', 'sub', 'jti', 'iat', 'exp', 'organization', 'content'],
    });
    return payload;
  };
}

/**
 * Carries an order out, once, if the receipt allows just this order.
 *
 * @param order what the core-banking system holds, by its own books: the account, the kind, and for data and transfers
 * the hash of the payload and the version or reference.
 */
export async function carryOut(receipt, order, { verify, books, execute }) {
  const claims = await verify(receipt);
  for (const [name, held, allowed] of comparisons(order, claims)) {
    if (held !== allowed) throw new ReceiptRefused(`RECEIPT_FOR_ANOTHER_${name}`);
  }
  books.enter(entriesOf(order, claims));
  return execute(order);
}

/**
 * What an order enters into the books: its receipt, which is good for one; and what may happen once whatever authorises it.
 * A request that was approved, cancelled and approved again has another jti, two authorisations of one transfer have two.
 */
function entriesOf(order, { jti }) {
  const receipt = [`receipt ${jti}`, 'RECEIPT_USED'];
  switch (order.kind) {
    case 'TRANSFER':
      return [receipt, [`transfer ${accountText(order.account)} ${order.reference}`, 'ORDER_CARRIED_OUT']];
    case 'APPROVAL':
      return [receipt, [`request ${order.requestId}`, 'ORDER_CARRIED_OUT']];
    case 'APPROVAL_CANCELLATION':
      // Uses the receipt of the approval up, be it here yet or not: of the two, whichever comes first holds.
      return [receipt, [`receipt ${order.cancelledReceiptId}`, 'ORDER_CARRIED_OUT']];
    default:
      return [receipt];
  }
}

/** What must be equal: name, what the order says, what the receipt says. */
function comparisons(order, { organization, content }) {
  const common = [
    ['KIND', order.kind, content.kind],
    ['ACCOUNT', accountText(order.account), accountText(organization)],
  ];
  switch (order.kind) {
    case 'INQUIRY':
      return common;
    case 'TRANSFER':
      return [
        ...common,
        ['REFERENCE', order.reference, content.reference],
        ['AMOUNT', order.amountYen, content.amountYen],
        ['PAYLOAD', order.payloadSha256, content.payloadSha256],
      ];
    case 'APPROVAL':
      return [...common, ...dataComparisons(order, content)];
    case 'APPROVAL_CANCELLATION':
      return [
        ...common,
        ...dataComparisons(order, content),
        ['APPROVAL', order.cancelledReceiptId, content.cancelledReceiptId],
      ];
    default:
      throw new ReceiptRefused('ORDER_OF_UNKNOWN_KIND');
  }
}

function dataComparisons(order, content) {
  return [
    ['REQUEST', order.requestId, content.requestId],
    ['VERSION', order.contentVersion, content.contentVersion],
    ['DATA_KIND', order.dataKind, content.dataKind],
    ['COUNT', order.itemCount, content.itemCount],
    ['AMOUNT', order.totalAmountYen, content.totalAmountYen],
    ['PAYLOAD', order.payloadSha256, content.payloadSha256],
  ];
}

function accountText({ branchCode, accountType, accountNumber }) {
  return `${branchCode}-${accountType}-${accountNumber}`;
}
