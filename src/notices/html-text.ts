import type { NoticeText } from './notice-text';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that means nothing but itself in HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** A notice as HTML: no picture, no link, nothing fetched; people learn that the bank's mails have nothing to click. */
export function htmlText(
  language: string,
  { subject, greeting, lead, particulars, advice, footer }: NoticeText,
): string {
  const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
  const rows = particulars.map(
    ([label, value]) => `<tr><th align="left">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return [
    `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8">`,
    `<title>${escapeHtml(subject)}</title></head><body>`,
    paragraph(greeting),
    paragraph(lead),
    `<table cellpadding="4">${rows.join('')}</table>`,
    paragraph(advice),
    '<hr>',
    `<p><small>${escapeHtml(footer)}</small></p>`,
    '</body></html>',
  ].join('\n');
}
