/** From where and with what a user logs in, as far as additional authentication compares it (R8). */
export interface Environment {
  /** Names the device by its cookie or token; null when it showed none that is genuine. */
  readonly deviceHash: string | null;
  /** Such as `Windows`. */
  readonly osFamily: string;
  /** Such as `Chrome`. */
  readonly browserFamily: string;
  /** The network's operator such as `AS64500`, or where that cannot be told a wide address prefix. */
  readonly networkProvider: string;
}

/** An environment that its user has proved to be his. */
export interface KnownEnvironment extends Environment {
  readonly deviceHash: string;
}

/**
 * Compares an environment with those that the user has used (R8). It is known if all of it has been seen together:
 * factors known from different occasions do not add up, so that a stolen cookie is no use on another machine.
 */
export function compareEnvironment(
  known: readonly KnownEnvironment[],
  current: Environment,
): 'KNOWN' | 'UNFAMILIAR' {
  const seen = known.some(
    ({ deviceHash, osFamily, browserFamily, networkProvider }) =>
      deviceHash === current.deviceHash &&
      osFamily === current.osFamily &&
      browserFamily === current.browserFamily &&
      networkProvider === current.networkProvider,
  );
  return seen ? 'KNOWN' : 'UNFAMILIAR';
}
