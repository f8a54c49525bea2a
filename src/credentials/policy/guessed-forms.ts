import { romaji } from './romaji';

/** A shorter piece, such as a domain's `co`, turns up in secrets by chance. */
const SHORTEST_PIECE = 3;

/**
 * The forms in which a guesser tries a word of the owner: as a whole, and each piece of a name or an e-mail address;
 * kana as they are typed in Latin letters. Kanji have no one reading and stay as they are.
 */
export function guessedForms(word: string): readonly string[] {
  const latin = romaji(word.normalize('NFKC')).toLowerCase();
  const pieces = latin.split(/[^a-z0-9]+/).filter((piece) => piece.length >= SHORTEST_PIECE);
  return [...new Set([latin, ...pieces])];
}
