import { wordEnum } from '../../graphql/word-enum';
import type { HistoryEventType } from '../history-event';

const DESCRIPTIONS: Readonly<Record<HistoryEventType, string>> = {
  LOGIN_SUCCEEDED: 'A login succeeded.',
  LOGIN_FAILED:
    'A login failed; the reason is TEMPORARY_PASSWORD_EXPIRED if the password was right but had run out.',
  LOGGED_OUT: 'The user logged out.',
  CONFIRMATION_FAILED: 'A confirmation password was wrong.',
  LOCKED_OUT: 'A credential was locked for a while after wrong entries (ロックアウト).',
  AUTO_UNLOCKED: 'A lockout ended by itself; the time is that of its end.',
  SUSPENDED: 'A credential was suspended (利用停止).',
  SUSPENSION_RELEASED: 'A suspension was released (利用停止解除).',
  USER_CREATED: 'The master created a user.',
  USER_UPDATED:
    'The master changed a user: his particulars, his e-mail address, or his permissions and limits, as the reason says.',
  USER_DELETED: 'The master deleted a user.',
  ORGANIZATION_SETTINGS_CHANGED: 'The master changed the settings of the organization.',
  SECRET_CHANGED: 'A user changed a password of his own.',
  SECRET_CHANGE_FAILED:
    'Changing a password failed, because the present one was wrong or, so says the reason, a temporary one that had run out.',
  SECRET_RESET: 'The master reset a password, to be replaced at next login.',
  INQUIRY_AUTHORIZED: 'A user authorised an inquiry by PIN (照会); the object is the receipt.',
  INQUIRY_FAILED: 'An inquiry PIN was wrong.',
  TRANSFER_AUTHORIZED: 'A user authorised a transfer by PINs (振込); the object is the receipt.',
  TRANSFER_AUTHORIZATION_FAILED: 'Of the PINs for a transfer, at least one was wrong.',
  REGISTRATION_OPENED: 'A first registration was opened with account and inquiry PIN.',
  REGISTRATION_REFUSED: 'A first registration was refused.',
  MASTER_REGISTERED: 'The master registered himself.',
  SECURITY_ANSWERS_REGISTERED: 'A user registered answers to security questions.',
  ADDITIONAL_AUTHENTICATION_REQUIRED:
    'A login from an unknown environment led to a security question (追加認証).',
  ADDITIONAL_AUTHENTICATION_FAILED: 'The answer to a security question was wrong.',
  ADDITIONAL_AUTHENTICATION_RESET: 'Security answers and trusted devices were reset.',
  DEVICE_TRUSTED: 'A device became known.',
  DEVICE_FORGOTTEN: 'A user had a device forgotten.',
  SESSION_ENDED: 'A session was ended.',
  PAPER_RECEIVED: 'Staff received a form on paper (書面手続).',
  PAPER_VERIFIED: 'Staff compared a form with its entry.',
  PAPER_EXECUTED: 'Staff carried a form out.',
  PAPER_REJECTED: 'Staff rejected a form.',
  APPROVAL_SAVED: 'A user put an approval request aside as a draft.',
  APPROVAL_REQUESTED: 'A user submitted an approval request (承認依頼).',
  APPROVAL_GRANTED: 'A request was approved (承認).',
  APPROVAL_REMANDED: 'The approver sent a request back (差戻し).',
  APPROVAL_WITHDRAWN: 'The requester took a request back (引戻し).',
  APPROVAL_CANCELLED: 'The approver took an approval back (承認取消).',
  APPROVAL_DELETED: 'The requester deleted a request.',
  APPROVAL_EXPIRED: 'Nobody approved a request before its deadline; the time is that of the deadline.',
  STAFF_CREATED: 'The operator added a member of staff.',
  STAFF_REMOVED: 'The operator removed a member of staff.',
  RECEIPT_KEY_CREATED: 'A key that receipts are signed with was made; the reason ends in its name.',
  RECEIPT_KEY_REVOKED: 'A key that receipts were signed with was revoked; the reason ends in its name.',
};

export const HistoryEventTypeEnum = wordEnum(
  'HistoryEventType',
  'What the operation history records (操作履歴).',
  DESCRIPTIONS,
);
