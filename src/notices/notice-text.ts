import type { Language } from '../users/user';
import type { Notice, NoticeFacts } from './notice';
import en from './notices.en.json';
import ja from './notices.ja.json';

/** What a notice says, in the recipient's language; the form of it, text or HTML, is another matter. */
export interface NoticeText {
  readonly subject: string;
  readonly greeting: string;
  /** What happened. */
  readonly lead: string;
  /** When, where, to whom and by whom, as label and value; what is not known is left out. */
  readonly particulars: readonly (readonly [label: string, value: string])[];
  /** What to do if it was not you. */
  readonly advice: string;
  readonly footer: string;
}

const CATALOGUES: Readonly<Record<Language, typeof en>> = { ja, en };

/** Puts a notice into words. */
export function noticeText({ occasion, language, facts }: Notice): NoticeText {
  const { subject, greeting, lead, advice, footer } = CATALOGUES[language];
  return {
    subject: subject[occasion],
    // A function, because in a replacement text "$&" and the like of a name would have a meaning.
    greeting: greeting.replace('{recipientName}', () => facts.recipientName),
    lead: lead[occasion],
    // A device becomes known by an answer; what the notice is about is the device.
    particulars: particulars(
      language,
      occasion === 'DEVICE_TRUSTED' ? { ...facts, credentialKind: null } : facts,
    ),
    advice,
    footer,
  };
}

function particulars(language: Language, facts: NoticeFacts): [string, string][] {
  const { label, credential } = CATALOGUES[language];
  const { organizationName, subjectName, credentialKind, actorName, ip, device } = facts;
  const all = {
    occurredAt: formatTime(language, new Date(facts.occurredAt)),
    organizationName,
    subjectName,
    credentialKind: credentialKind === null ? null : credential[credentialKind],
    actorName,
    ip,
    device,
  };
  return Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [[label[name as keyof typeof all], value] satisfies [string, string]],
  );
}

/** The bank's customers are in Japan, so times are Japan's. */
function formatTime(language: Language, time: Date): string {
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'Asia/Tokyo',
  });
  return `${format.format(time)}${language === 'ja' ? '(日本時間)' : ' (Japan time)'}`;
}
