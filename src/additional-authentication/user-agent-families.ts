import Bowser from 'bowser';

/** What a `User-Agent` header tells of system and browser: the families, without versions, so that updates change nothing. */
export interface UserAgentFamilies {
  readonly osFamily: string;
  readonly browserFamily: string;
}

const UNKNOWN = 'unknown';

/** Reads the families off a `User-Agent` header; `unknown` where it does not tell. */
export function userAgentFamilies(userAgent: string | null): UserAgentFamilies {
  if (userAgent === null || userAgent === '') return { osFamily: UNKNOWN, browserFamily: UNKNOWN };
  const { os, browser } = Bowser.parse(userAgent);
  return { osFamily: os.name ?? UNKNOWN, browserFamily: nameOf(browser.name) };
}

function nameOf(name: string | undefined): string {
  return name === undefined || name === '' ? UNKNOWN : name;
}
