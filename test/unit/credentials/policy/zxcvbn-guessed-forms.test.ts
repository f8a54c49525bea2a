import { guessedForms } from '../../../../src/credentials/policy/guessed-forms';
import { romaji } from '../../../../src/credentials/policy/romaji';

describe('R1 › kana as a guesser types them', () => {
  it.each([
    ['ヤマダ ハナコ', 'yamada hanako'],
    ['さとう ゆうこ', 'sato yuko'],
    ['しょうじ', 'shoji'],
    ['ジョージ', 'joji'],
    ['ハットリ', 'hattori'],
    ['いっちゃん', 'itchan'],
    ['トウキョウ', 'tokyo'],
    ['オオタ', 'ota'],
    ['スズキ ケンイチ', 'suzuki kenichi'],
    ['山田 Taro', '山田 Taro'],
  ])('%s is %s', (kana, latin) => {
    expect(romaji(kana)).toBe(latin);
  });
});

describe('R1 › the forms of an owner’s word that are tried', () => {
  it('are the whole and each piece of a name', () => {
    expect(guessedForms('Taro Yamada')).toEqual(['taro yamada', 'taro', 'yamada']);
  });

  it('are the whole and each piece of an e-mail address, but none too short to tell anything', () => {
    expect(guessedForms('h.yamada@aoba-shoji.co.jp')).toEqual([
      'h.yamada@aoba-shoji.co.jp',
      'yamada',
      'aoba',
      'shoji',
    ]);
  });

  it('count half-width kana and full-width letters as what they stand for', () => {
    expect(guessedForms('ﾔﾏﾀﾞ ＴＡＲＯ')).toEqual(['yamada taro', 'yamada', 'taro']);
  });

  it('leave kanji as they are', () => {
    expect(guessedForms('山田 花子')).toEqual(['山田 花子']);
  });
});
