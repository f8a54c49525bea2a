import { UNPRINTABLE } from '../users/profile-rule';
import { isPast, type ApprovalContent } from './approval-request';

/** One entry that cannot be accepted. */
export interface ContentViolation {
  readonly field: keyof ApprovalContent;
  readonly code: TextViolationCode | 'NOT_POSITIVE' | 'INVALID_HASH' | 'NOT_IN_FUTURE' | 'TOO_FAR_AHEAD';
}

export type TextViolationCode = 'REQUIRED' | 'TOO_LONG_TEXT' | 'UNPRINTABLE';

/** In characters. */
const MAX_TITLE_LENGTH = 80;

/** In characters. */
const MAX_REASON_LENGTH = 200;

/** A year, the leap day included: nobody plans further, and a slip in the year shows. */
const MAX_AHEAD_MS = 366 * 24 * 60 * 60 * 1_000;

/** The text with surrounding space taken off and its characters composed (NFC), as it is stored. */
export function tidyText(text: string): string {
  return text.normalize('NFC').trim();
}

/** Every violation of a content at once, its title tidied (R10). */
export function contentViolations(content: ApprovalContent, now: Date): readonly ContentViolation[] {
  const { title, itemCount, totalAmountYen, payloadSha256, deadline } = content;
  return [
    ...textViolations(title, MAX_TITLE_LENGTH).map((code) => ({ field: 'title' as const, code })),
    ...when(itemCount < 1, 'itemCount', 'NOT_POSITIVE'),
    ...when(totalAmountYen < 1, 'totalAmountYen', 'NOT_POSITIVE'),
    ...when(!/^[0-9a-f]{64}$/.test(payloadSha256), 'payloadSha256', 'INVALID_HASH'),
    ...when(isPast(deadline, now), 'deadline', 'NOT_IN_FUTURE'),
    ...when(deadline.getTime() > now.getTime() + MAX_AHEAD_MS, 'deadline', 'TOO_FAR_AHEAD'),
  ];
}

/** What is wrong with the reason of a remand, tidied. */
export function reasonViolations(reason: string): readonly TextViolationCode[] {
  return textViolations(reason, MAX_REASON_LENGTH);
}

function when(
  violated: boolean,
  field: ContentViolation['field'],
  code: ContentViolation['code'],
): ContentViolation[] {
  return violated ? [{ field, code }] : [];
}

function textViolations(text: string, maxLength: number): TextViolationCode[] {
  if (text === '') return ['REQUIRED'];
  const codes: TextViolationCode[] = [];
  if ([...text].length > maxLength) codes.push('TOO_LONG_TEXT');
  if (UNPRINTABLE.test(text)) codes.push('UNPRINTABLE');
  return codes;
}
