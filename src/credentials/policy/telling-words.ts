/** A shorter text turns up in secrets by chance. */
const SHORTEST_NAME = 3;

/** Shorter words of a name, such as `Ltd`, tell nothing of whose name it is. */
const SHORTEST_WORD_OF_NAME = 4;

/**
 * The words of a name that can turn up in a printable ASCII secret: its Latin letters and digits as a whole, and each
 * longer word of them. Full-width forms count as what they stand for; kana and kanji yield none.
 */
export function tellingWords(name: string): readonly string[] {
  const words =
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const whole = words.join('');
  return [
    ...words.filter((word) => word.length >= SHORTEST_WORD_OF_NAME),
    ...(whole.length >= SHORTEST_NAME ? [whole] : []),
  ];
}

/** Whether the secret holds the word, whatever the case and the symbols strewn between. The word is as `tellingWords` makes it. */
export function holdsWord(secret: string, word: string): boolean {
  return secret
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .includes(word);
}
