import type { ZodType } from 'zod';

/** One setting of the environment: how it is read and what the reference says of it. */
export interface Setting<Value> {
  /** Turns the text into a value. Its own messages are never shown, because they may quote the text. */
  readonly parser: ZodType<Value>;
  /** What a legal value looks like; completes "wanted ...". */
  readonly wanted: string;
  /** The text that stands when the setting is absent; null when its absence means something of its own. */
  readonly default: string | null;
  /** For the reference: what its absence means when `default` is null. */
  readonly absent: string | null;
  readonly description: string;
  /** Whether it may also be given as `NAME_FILE`, and is kept out of every printout. */
  readonly secret: boolean;
}

type Described<Value> = Pick<Setting<Value>, 'parser' | 'wanted'>;

/** A setting with a default. */
export function setting<Value>(
  kind: Described<Value>,
  standard: string,
  description: string,
): Setting<Value> {
  return { ...kind, default: standard, absent: null, description, secret: false };
}

/** A setting that may be absent; `absent` says what that means. */
export function optionalSetting<Value>(
  kind: Described<Value>,
  absent: string,
  description: string,
): Setting<Value | undefined> {
  return { parser: kind.parser, wanted: kind.wanted, default: null, absent, description, secret: false };
}

/** An optional setting whose value must not be seen. */
export function secretSetting<Value>(
  kind: Described<Value>,
  absent: string,
  description: string,
): Setting<Value | undefined> {
  return { ...optionalSetting(kind, absent, description), secret: true };
}
