import Bowser from 'bowser';
import { userAgentFamilies } from '../additional-authentication/user-agent-families';

/**
 * Names browser and system of a `User-Agent` header, as `Chrome / Windows`; null if neither is a known one. The header
 * is a stranger's free text, and a mail of the bank is no place for that: only names of the detector's own list pass.
 */
export function deviceLabel(userAgent: string | null): string | null {
  const { browserFamily, osFamily } = userAgentFamilies(userAgent);
  const known = [
    ...Object.values(Bowser.BROWSER_MAP).filter((name) => name === browserFamily),
    ...Object.values(Bowser.OS_MAP).filter((name) => name === osFamily),
  ];
  return known.length === 0 ? null : [...new Set(known)].join(' / ');
}
