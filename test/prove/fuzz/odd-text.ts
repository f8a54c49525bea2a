import type { Random } from '../random';

const ODD = [
  '',
  ' ',
  '\0',
  'a\0b1',
  '\u0001\u0002\u001f\u007f',
  '\ud800',
  'x\udfff1',
  '\udc00\ud800',
  '\ufeffabc123',
  '\ufffe\uffff',
  '\u202eabc123\u202c',
  'a\u0301\u0301\u0301\u0301',
  'İıſß',
  '𝒳𝓎𝓏123',
  '👩‍👩‍👧‍👦',
  'ａｂｃ１２３',
  'ﾎﾟﾁ',
  '\u3000',
  `' OR '1'='1`,
  '${7*7}{{7*7}}',
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  'a@b\r\nBcc: c@example.com',
  '%00%0d%0a',
  '\\u0000',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '-0',
  '1e400',
  '9007199254740993',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  '-271821-04-20T00:00:00.000Z',
  '0000-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
] as const;

const ALPHABETS = [
  'abcdefgh12345678',
  '\0\u0001\u0085\u2028\u2029\ufeff',
  'あアｱ亜ー・',
  '\ud83d\ude00\ud800\udc00e\u0301',
] as const;

/** Texts that break what was not made for them: NUL, half surrogates, controls, other scripts, very long ones. */
export function oddText(random: Random): string {
  if (random.happens(0.6)) return random.one(ODD);
  const alphabet = random.one(ALPHABETS);
  const length = random.happens(0.1) ? random.below(40_000) : random.below(300);
  return random.many(length, () => alphabet.charAt(random.below(alphabet.length))).join('');
}
