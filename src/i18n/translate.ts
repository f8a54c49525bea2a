import type { Language } from '../users/user';
import en from './messages.en.json';
import ja from './messages.ja.json';

export type MessageKey = keyof typeof en;

const CATALOGUES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { ja, en };

/** Says `key` in `language`, its `{placeholders}` filled from `values`. Called at the edge only: inside, outcomes are codes. */
export function translate(
  language: Language,
  key: MessageKey,
  values: Readonly<Record<string, string | number | Date>> = {},
): string {
  return CATALOGUES[language][key].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return value instanceof Date ? formatTime(language, value) : String(value);
  });
}

/** Kept, since making one costs as much as a dozen uses of it, and each refusal of a locked credential needs one. */
const timeFormats = new Map<Language, Intl.DateTimeFormat>();

/** A point in time for people: the bank's customers are in Japan. */
function formatTime(language: Language, time: Date): string {
  const format = timeFormats.get(language) ?? timeFormat(language);
  timeFormats.set(language, format);
  return format.format(time);
}

function timeFormat(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'long',
    timeZone: 'Asia/Tokyo',
  });
}
