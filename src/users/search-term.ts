/** In characters; as long as the longest thing to be found, an e-mail address. */
const MAX_SEARCH_LENGTH = 254;

/** What to look for in a list, surrounding space taken off; null for everything. */
export function searchTerm(text: string | null | undefined): string | null {
  const term = text?.trim() ?? '';
  return term === '' ? null : term;
}

/** Whether a term can be looked for at all: Postgres keeps no NUL in texts, and would fault on one. */
export function isSearchable(term: string): boolean {
  return term.length <= MAX_SEARCH_LENGTH && !term.includes('\0');
}
