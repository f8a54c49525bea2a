import type { NoticeText } from './notice-text';

/** A notice as plain text. */
export function plainText({ greeting, lead, particulars, advice, footer }: NoticeText): string {
  const table = particulars.map(([label, value]) => `  ${label}: ${value}`).join('\n');
  return `${[greeting, lead, table, advice, '--', footer].join('\n\n')}\n`;
}
