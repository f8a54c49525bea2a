/** From ァ to ヶ, and the iteration marks ヽ and ヾ: each stands 0x60 above its hiragana (Unicode, blocks Hiragana and Katakana). */
const KATAKANA = /[\u30A1-\u30F6\u30FD\u30FE]/g;
const KATAKANA_ABOVE_HIRAGANA = 0x60;

/**
 * The form in which answers are compared and hashed (R8): compatibility characters such as full-width letters and
 * half-width kana made plain (NFKC), case and katakana folded, surrounding space gone and inner space collapsed, so that
 * what people take for the same answer is the same.
 */
export function normaliseAnswer(answer: string): string {
  // Folded while decomposed, since composed letters may lack a counterpart: ヷ has no hiragana, ワ with its mark has.
  const plain = foldKana(foldCase(answer.normalize('NFKD')));
  return plain.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** By way of upper case, which makes ß and ss, ς and σ the same (Unicode, section 3.13). */
function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase().normalize('NFKD');
}

function foldKana(text: string): string {
  return text.replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - KATAKANA_ABOVE_HIRAGANA));
}
