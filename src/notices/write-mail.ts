import { htmlText } from './html-text';
import type { Mail } from './mail';
import type { Notice } from './notice';
import type { SenderSettings } from './notice-settings';
import { noticeText } from './notice-text';
import { plainText } from './plain-text';

/** Writes the mail of a notice; the same one however often it is written. */
export function writeMail(notice: Notice, { address, name, subjectPrefix }: SenderSettings): Mail {
  const text = noticeText(notice);
  return {
    messageId: `<${notice.id}@${address.slice(address.lastIndexOf('@') + 1)}>`,
    from: { name, address },
    to: notice.address,
    subject: `${subjectPrefix} ${text.subject}`,
    date: notice.createdAt,
    language: notice.language,
    text: plainText(text),
    html: htmlText(notice.language, text),
  };
}
