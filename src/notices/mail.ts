/** A mail, written and ready to be handed over. */
export interface Mail {
  /** The same for every attempt to send the same notice, so that a double can be recognised (RFC 5322, section 3.6.4). */
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly date: Date;
  readonly language: string;
  readonly text: string;
  readonly html: string;
}

/** Hands mail to whoever delivers it. */
export interface Post {
  /** Resolves once the mail has been taken over; rejects with what {@link deliveryFault} reads. */
  send(mail: Mail): Promise<void>;
}
