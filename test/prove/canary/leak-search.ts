/** Somewhere a secret could have gone to, as bytes. */
export interface Surface {
  /** Such as `the log`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** A secret where it must not be. It is told by its number, since a report is no place for it either. */
export interface Leak {
  readonly surface: string;
  /** Such as `base64`. */
  readonly form: string;
  /** The place of the secret among those looked for, from 0 on. */
  readonly secret: number;
}

/** Shorter pieces of base64 occur by chance. */
const LEAST_BASE64 = 7;

/** Finds secrets in plain and in every form of {@link formsOf}, wherever they begin. */
export function leaksIn(surfaces: readonly Surface[], secrets: readonly string[]): Leak[] {
  const forms = secrets.flatMap((secret, place) =>
    [...formsOf(secret)].map(([bytes, form]) => ({ place, form, bytes: Buffer.from(bytes, 'latin1') })),
  );
  return surfaces.flatMap(({ name, bytes: within }) =>
    forms
      .filter(({ bytes }) => within.includes(bytes))
      .map(({ place, form }) => ({ surface: name, form, secret: place })),
  );
}

/** How a secret may be written, and what that form is called; the bytes as a latin1 string, each once. */
export function formsOf(secret: string): ReadonlyMap<string, string> {
  const utf8 = Buffer.from(secret);
  const forms = new Map<string, string>();
  const add = (form: string, text: string | Buffer): void => {
    const bytes = (typeof text === 'string' ? Buffer.from(text) : text).toString('latin1');
    if (bytes !== '' && !forms.has(bytes)) forms.set(bytes, form);
  };
  add('plain', secret);
  add('lower case', secret.toLowerCase());
  add('UTF-16', Buffer.from(secret, 'utf16le'));
  add('hex', utf8.toString('hex'));
  add('hex', utf8.toString('hex').toUpperCase());
  add('URL-encoded', encodeURIComponent(secret));
  add('URL-encoded', utf8.toString('hex').replaceAll(/../g, '%$&').toUpperCase());
  add('JSON-escaped', JSON.stringify(secret).slice(1, -1));
  add('JSON-escaped', [...secret].map((character) => escaped(character)).join(''));
  for (const text of base64At(utf8)) {
    add('base64', text);
    add('base64url', text.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}

/** What of the bytes is the same in base64 whatever goes before and after, for each of the three ways they may fall. */
function base64At(bytes: Buffer): string[] {
  return [0, 1, 2]
    .map((shift) => {
      const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
      return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
    })
    .filter((text) => text.length >= LEAST_BASE64);
}

function escaped(character: string): string {
  if (/[ -~]/.test(character)) return JSON.stringify(character).slice(1, -1);
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
