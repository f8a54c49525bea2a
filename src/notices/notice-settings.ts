/** The mail server that takes notices over. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`). */
  readonly secure: boolean;
  /** Otherwise: no mail without STARTTLS. */
  readonly requireTls: boolean;
  readonly login: { readonly user: string; readonly pass: string } | null;
}

/** As whom the bank writes. */
export interface SenderSettings {
  readonly address: string;
  readonly name: string;
  /** Begins every subject. */
  readonly subjectPrefix: string;
}

/** How the outbox is emptied. */
export interface DispatchSettings {
  /** How often an idle worker looks for something due. */
  readonly pollMs: number;
  /** Mails that one worker sends at once. */
  readonly atOnce: number;
  /** A mail that takes longer has failed. */
  readonly sendTimeoutMs: number;
  /** How long a claim holds; longer than sending and recording it can take. */
  readonly leaseMs: number;
  /** After so many failed attempts a notice is dead. */
  readonly maxAttempts: number;
  /** About how long the first retry waits; each further one waits twice as long. */
  readonly firstRetryMs: number;
  /** The longest wait between two attempts. */
  readonly longestRetryMs: number;
  /** Sent notices are removed after so many days. */
  readonly retentionDays: number;
}

export interface NoticeSettings {
  /** Null keeps mail in the outbox instead of sending it; never in production. */
  readonly smtp: SmtpSettings | null;
  readonly sender: SenderSettings;
  readonly dispatch: DispatchSettings;
}
