/** A stored key was sealed under another secret, or somebody has changed it. */
export class UnreadableReceiptKey extends Error {
  override readonly name = 'UnreadableReceiptKey';

  constructor(kid: string) {
    super(
      `The receipt key ${kid} in the database does not fit RECEIPT_KEY_SECRET: give the secret that it was made under, or revoke it (npm run receipt-keys -- revoke ${kid}).`,
    );
  }
}
