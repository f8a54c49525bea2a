/** Hepburn, as passports and e-mail addresses have it (外務省ヘボン式). */
const SYLLABLES: Readonly<Record<string, string>> = Object.fromEntries([
  ...row('アイウエオ', ['a', 'i', 'u', 'e', 'o']),
  ...row('カキクケコ', ['ka', 'ki', 'ku', 'ke', 'ko']),
  ...row('ガギグゲゴ', ['ga', 'gi', 'gu', 'ge', 'go']),
  ...row('サシスセソ', ['sa', 'shi', 'su', 'se', 'so']),
  ...row('ザジズゼゾ', ['za', 'ji', 'zu', 'ze', 'zo']),
  ...row('タチツテト', ['ta', 'chi', 'tsu', 'te', 'to']),
  ...row('ダヂヅデド', ['da', 'ji', 'zu', 'de', 'do']),
  ...row('ナニヌネノ', ['na', 'ni', 'nu', 'ne', 'no']),
  ...row('ハヒフヘホ', ['ha', 'hi', 'fu', 'he', 'ho']),
  ...row('バビブベボ', ['ba', 'bi', 'bu', 'be', 'bo']),
  ...row('パピプペポ', ['pa', 'pi', 'pu', 'pe', 'po']),
  ...row('マミムメモ', ['ma', 'mi', 'mu', 'me', 'mo']),
  ...row('ヤユヨ', ['ya', 'yu', 'yo']),
  ...row('ラリルレロ', ['ra', 'ri', 'ru', 're', 'ro']),
  ...row('ワヲンヴ', ['wa', 'o', 'n', 'vu']),
]);

const SMALL_Y: Readonly<Record<string, string>> = { ャ: 'a', ュ: 'u', ョ: 'o' };

/** Kana in Latin letters; long vowels stay unmarked, other characters as they are. Made to find names in secrets, not to be read. */
export function romaji(text: string): string {
  const katakana = text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
  return katakana
    .replace(/([キギシジチヂニヒビピミリ])([ャュョ])/g, (_pair, first: string, second: string) =>
      contracted(SYLLABLES[first] ?? first, SMALL_Y[second] ?? second),
    )
    .replace(/[ァ-ヴ]/g, (kana) => SYLLABLES[kana] ?? kana)
    .replace(/ッ(.)/g, (_pair, next: string) => (next === 'c' ? 'tc' : next + next))
    .replaceAll('ー', '')
    .replace(/([ou])u|oo/g, (_long, vowel: string | undefined) => vowel ?? 'o');
}

/** シ + ャ is sha, キ + ャ is kya. */
function contracted(syllable: string, vowel: string): string {
  const stem = syllable.slice(0, -1);
  return /^(sh|ch|j)$/.test(stem) ? `${stem}${vowel}` : `${stem}y${vowel}`;
}

function row(kana: string, latin: readonly string[]): [string, string][] {
  return [...kana].map((character, place) => [character, latin[place] ?? character]);
}
