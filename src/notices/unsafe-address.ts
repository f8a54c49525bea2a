/**
 * One mailbox and nothing beside it: the mailer reads an address as a list and would take what follows a comma, a
 * bracket or a line end for a further recipient (RFC 5322, section 3.4).
 */
const ONE_MAILBOX = /^[^\s"(),:;<>@[\\\]\p{C}]+@[^\s"(),:;<>@[\\\]\p{C}]+$/u;

/** An address that could name somebody else too; nothing is sent to it. */
export class UnsafeAddress extends Error {
  readonly code = 'UNSAFE_ADDRESS';

  constructor() {
    super('not one plain address');
    this.name = 'UnsafeAddress';
  }
}

/** @throws UnsafeAddress unless `text` is one mailbox */
export function requireOneMailbox(text: string): void {
  if (!ONE_MAILBOX.test(text)) throw new UnsafeAddress();
}
