import Negotiator from 'negotiator';
import { LANGUAGES, type Language } from '../users/user';

/** The language to answer in: the best of ours by `Accept-Language` (RFC 9110, section 12.5.4), else `fallback`. */
export function preferredLanguage(acceptLanguage: string | undefined, fallback: Language): Language {
  if (acceptLanguage === undefined) return fallback;
  const preferred = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).language([
    ...LANGUAGES,
  ]);
  return acceptLanguage.trim() === '*'
    ? fallback
    : (LANGUAGES.find((language) => language === preferred) ?? fallback);
}
