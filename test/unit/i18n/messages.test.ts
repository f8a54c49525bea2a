import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import en from '../../../src/i18n/messages.en.json';
import ja from '../../../src/i18n/messages.ja.json';

const SOURCE = join(__dirname, '..', '..', '..', 'src');

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([found]) => found).sort();

describe('messages', () => {
  it('are the same keys in both languages', () => {
    expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.entries(en))('%s has the same placeholders in both languages', (key, english) => {
    const japanese = ja[key as keyof typeof ja];
    expect(placeholders(japanese)).toEqual(placeholders(english));
    expect(english.trim()).not.toBe('');
    expect(japanese).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  });

  it('are all used: each key is a code that the source names', () => {
    const source = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(SOURCE, file), 'utf8'))
      .join('\n');
    const unused = Object.keys(en).filter((key) => !source.includes(`'${key.replace(/^VIOLATION_/, '')}'`));
    expect(unused).toEqual([]);
  });
});
