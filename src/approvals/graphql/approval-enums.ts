import { wordEnum } from '../../graphql/word-enum';
import type { ApprovalKind } from '../approval-kind';
import type { ApprovalState } from '../approval-state';

export const ApprovalKindEnum = wordEnum<ApprovalKind>(
  'ApprovalKind',
  'What passes as an approval request.',
  {
    TRANSFER: 'Transfer data (振込データ).',
    COLLECTION: 'Collection data (請求データ).',
  },
);

export const ApprovalStateEnum = wordEnum<ApprovalState>(
  'ApprovalState',
  'Where an approval request stands.',
  {
    DRAFT: 'Put aside by its requester; nobody else sees it (作成中).',
    PENDING_APPROVAL: 'Waits for its approver (承認待ち).',
    APPROVED: 'Approved; the core-banking system may carry it out (承認済み).',
    REMANDED: 'Sent back by its approver (差戻し).',
    WITHDRAWN: 'Taken back by its requester (引戻し).',
    APPROVAL_CANCELLED: 'Its approver took the approval back (承認取消).',
    DELETED: 'Deleted by its requester. Final (削除).',
    EXPIRED: 'Nobody approved it before its deadline. Final (期限切れ).',
  },
);
