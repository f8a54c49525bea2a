import type { Clock } from '../platform/clock';
import type { KeyRing } from './key-ring';
import type { ReceiptRequest, Receipts, SignedReceipt } from './receipt';
import { RECEIPT_TYPE, receiptClaims } from './receipt-claims';
import type { ReceiptSettings } from './receipt-settings';

/** Receipts as signed JWTs (RFC 7519) under the key that signs now. */
export class SignedReceipts implements Receipts {
  constructor(
    private readonly ring: KeyRing,
    private readonly settings: Pick<ReceiptSettings, 'issuer' | 'audience' | 'seconds'>,
    private readonly clock: Clock,
  ) {}

  async sign(receipt: ReceiptRequest): Promise<SignedReceipt> {
    const { key, verifiesUntil } = await this.ring.signing();
    const issuedAt = wholeSeconds(this.clock.now());
    // No receipt outlives the publication of its key, even if the key was made under a setting of shorter lives.
    const expiresAt = Math.min(issuedAt + this.settings.seconds, wholeSeconds(verifiesUntil));
    const claims = receiptClaims(receipt, { issuedAt, expiresAt }, this.settings);
    return {
      id: receipt.id,
      jws: await key.sign(claims, RECEIPT_TYPE),
      expiresAt: new Date(expiresAt * 1_000),
    };
  }
}

function wholeSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1_000);
}
