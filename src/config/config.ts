import type { AdditionalAuthenticationSettings } from '../additional-authentication/compose-additional-authentication';
import type { AttemptSettings } from '../attempts/attempt-settings';
import type { PasswordSettings } from '../credentials/change/password-settings';
import type { BulkheadSettings } from '../credentials/hashing/bulkhead-settings';
import type { HashingSettings } from '../credentials/hashing/hashing-settings';
import type { Peppers } from '../credentials/hashing/peppers';
import type { SecretsPolicySettings } from '../credentials/policy/secrets-policy-settings';
import type { NoticeSettings } from '../notices/notice-settings';
import type { TracingSettings } from '../platform/tracing/tracing';
import type { HistorySettings } from '../history/sealing/compose-sealing';
import type { ReceiptSettings } from '../receipts/receipt-settings';
import type { TrustedProxies } from './parsers';
import type { SettingValues } from './settings';

export interface AttemptsConfig {
  /** Keys the names of counters; at least 32 bytes. */
  readonly keySecret: Uint8Array;
  readonly ledger: AttemptSettings;
}

export interface HashingConfig {
  readonly peppers: Peppers;
  readonly cost: HashingSettings;
  readonly bulkhead: BulkheadSettings;
}

export interface SessionsConfig {
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
  /** Whether a new login ends the old session. */
  readonly single: boolean;
  readonly cookieSecure: boolean;
}

export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  readonly trustedProxies: TrustedProxies;
  readonly publicOrigins: readonly string[];
  readonly maxBodyBytes: number;
  /** How long balancers are given to notice before the gateway closes. */
  readonly shutdownNoticeMs: number;
  readonly shutdownGraceMs: number;
}

export interface DatabaseConfig {
  /** Null asks for the embedded server. */
  readonly url: string | null;
  readonly poolSize: number;
  readonly timeoutMs: number;
}

export interface RedisConfig {
  /** Null asks for the embedded server. */
  readonly url: string | null;
  /** Certificates (PEM) that alone may vouch for it; null for those that Node.js trusts. */
  readonly ca: string | null;
  readonly prefix: string;
}

/** What one document may hold; gateway/documents says how it is counted. */
export interface DocumentLimitsConfig {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly cost: number;
}

/** How many requests a policy allows within how many seconds. */
export interface ThrottleQuota {
  readonly points: number;
  readonly seconds: number;
}

/** The quota of each throttle policy. */
export interface ThrottlesConfig {
  readonly requests: ThrottleQuota;
  readonly login: ThrottleQuota;
  readonly registration: ThrottleQuota;
  readonly session: ThrottleQuota;
  readonly changes: ThrottleQuota;
}

export interface PlaygroundConfig {
  readonly enabled: boolean;
  readonly introspection: boolean;
}

export interface AdminConfig {
  readonly host: string;
  readonly port: number;
}

/** Everything the environment decides, one object per feature; a feature is handed its own and no more. */
export interface Config {
  readonly environment: SettingValues['NODE_ENV'];
  /** Where embedded servers and generated secrets live. */
  readonly dataDir: string;
  readonly attempts: AttemptsConfig;
  readonly hashing: HashingConfig;
  readonly secretsPolicy: SecretsPolicySettings;
  readonly passwords: PasswordSettings;
  readonly sessions: SessionsConfig;
  readonly additionalAuthentication: AdditionalAuthenticationSettings;
  readonly users: { readonly generalUserLimit: number };
  /** How long a registration stays open. */
  readonly registration: { readonly seconds: number };
  readonly notices: NoticeSettings;
  readonly history: HistorySettings;
  readonly paperProcedures: { readonly overdueDays: number };
  readonly receipts: ReceiptSettings;
  readonly server: ServerConfig;
  /** Where metrics are served; null for nowhere. */
  readonly admin: AdminConfig | null;
  /** Where traces go; null for nowhere. */
  readonly tracing: TracingSettings | null;
  readonly database: DatabaseConfig;
  readonly redis: RedisConfig;
  readonly throttles: ThrottlesConfig;
  readonly documents: {
    readonly limits: DocumentLimitsConfig;
    /** The folder of the documents that alone are run; null if any is. */
    readonly trustedFolder: string | null;
  };
  readonly playground: PlaygroundConfig;
  readonly logging: { readonly level: SettingValues['LOG_LEVEL'] };
  readonly i18n: { readonly defaultLanguage: SettingValues['DEFAULT_LANGUAGE'] };
}
