import fc from 'fast-check';
import { normaliseAnswer } from '../../../src/additional-authentication/normalise-answer';

describe('R8: answers are the same', () => {
  it.each([
    ['in hiragana and katakana', 'ポチ', 'ぽち'],
    ['in half-width katakana', 'ポチ', 'ﾎﾟﾁ'],
    ['with marks written apart', 'ガッコウ', 'カ\u3099ッコウ'],
    ['with iteration marks', 'イスヾ', 'いすゞ'],
    ['in rare katakana', 'ヴァイオリン', 'ゔぁいおりん'],
    ['in katakana that has no hiragana of its own', 'ヷ', 'わ\u3099'],
    ['in upper and lower case', 'Fuji', 'FUJI'],
    ['in full and half width', 'Ｆｕｊｉ　７７６', 'fuji 776'],
    ['with space around', '  ぽち\u3000', 'ぽち'],
    ['with more space within', '山田 \u3000太郎', '山田 太郎'],
    ['in letters that fold together', 'STRASSE', 'straße'],
  ])('%s', (_how, one, other) => {
    expect(normaliseAnswer(one)).toBe(normaliseAnswer(other));
  });

  it('once they are normalised, however often that is done', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (answer) => {
        const once = normaliseAnswer(answer);
        expect(normaliseAnswer(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('R8: answers are different', () => {
  it.each([
    ['in what they say', 'ポチ', 'タマ'],
    ['with and without a mark', 'かき', 'かぎ'],
    ['in small and large kana', 'きよ', 'きょ'],
    ['with a space and without', '山田 太郎', '山田太郎'],
    ['in length of vowel', 'おおの', 'おの'],
  ])('%s', (_how, one, other) => {
    expect(normaliseAnswer(one)).not.toBe(normaliseAnswer(other));
  });
});
