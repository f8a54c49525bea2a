import { registerEnumType } from 'type-graphql';
import { HISTORY_EVENT_TYPES, type HistoryEventType } from '../history-event';

const DESCRIPTIONS: Readonly<Record<HistoryEventType, string>> = {
  LOGIN_SUCCEEDED: 'A login succeeded.',
  LOGIN_FAILED: 'A login failed.',
  LOGGED_OUT: 'The user logged out.',
  CONFIRMATION_FAILED: 'A confirmation password was wrong.',
  LOCKED_OUT: 'A credential was locked for a while after wrong entries (ロックアウト).',
  AUTO_UNLOCKED: 'A lockout ended by itself; the time is that of its end.',
  SUSPENDED: 'A credential was suspended (利用停止).',
  SUSPENSION_RELEASED: 'A suspension was released (利用停止解除).',
  USER_CREATED: 'The master created a user.',
  USER_UPDATED: 'The master changed a user, his permissions or his limits.',
  USER_DELETED: 'The master deleted a user.',
  SECRET_CHANGED: 'A user changed a password of his own.',
  SECRET_CHANGE_FAILED: 'Changing a password failed, because the present one was wrong.',
  SECRET_RESET: 'The master reset a password, to be replaced at next login.',
  INQUIRY_FAILED: 'An inquiry PIN was wrong.',
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
};

export const HistoryEventTypeEnum = Object.fromEntries(HISTORY_EVENT_TYPES.map((type) => [type, type]));
registerEnumType(HistoryEventTypeEnum, {
  name: 'HistoryEventType',
  description: 'What the operation history records (操作履歴).',
  valuesConfig: Object.fromEntries(
    HISTORY_EVENT_TYPES.map((type) => [type, { description: DESCRIPTIONS[type] }]),
  ),
});
