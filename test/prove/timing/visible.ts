import type { RawAnswer } from '../json-client';

/** What names the moment of an answer, not the one it is about. Nothing else is taken out before answers are compared. */
const VARYING_HEADERS: Readonly<Record<string, RegExp>> = {
  date: /.*/,
  'x-request-id': /[\da-f-]{36}/,
  // The tries that are left, and the seconds until there are more.
  ratelimit: /[rt]=\d+/g,
};
const VARYING_FIELDS = /("retryAfterSeconds":)\d+/g;

/** An answer as a stranger can tell it from another: status, header names and values in their order, body. */
export function visiblePartOf({ status, rawHeaders, text }: RawAnswer): string {
  const headers: string[] = [];
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] ?? '';
    const value = rawHeaders[place + 1] ?? '';
    const varying = VARYING_HEADERS[name.toLowerCase()];
    headers.push(`${name}: ${varying === undefined ? value : value.replace(varying, '…')}`);
  }
  return [String(status), ...headers, '', text.replace(VARYING_FIELDS, '$1…')].join('\n');
}
