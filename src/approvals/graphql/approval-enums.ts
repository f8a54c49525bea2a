import { registerEnumType } from 'type-graphql';
import { APPROVAL_KINDS } from '../approval-kind';
import { APPROVAL_STATES } from '../approval-state';

export const ApprovalKindEnum = Object.fromEntries(APPROVAL_KINDS.map((kind) => [kind, kind]));
registerEnumType(ApprovalKindEnum, {
  name: 'ApprovalKind',
  description: 'What passes as an approval request.',
  valuesConfig: {
    TRANSFER: { description: 'Transfer data (振込データ).' },
    COLLECTION: { description: 'Collection data (請求データ).' },
  },
});

export const ApprovalStateEnum = Object.fromEntries(APPROVAL_STATES.map((state) => [state, state]));
registerEnumType(ApprovalStateEnum, {
  name: 'ApprovalState',
  description: 'Where an approval request stands.',
  valuesConfig: {
    DRAFT: { description: 'Put aside by its requester; nobody else sees it (作成中).' },
    PENDING_APPROVAL: { description: 'Waits for its approver (承認待ち).' },
    APPROVED: { description: 'Approved; the core-banking system may carry it out (承認済み).' },
    REMANDED: { description: 'Sent back by its approver (差戻し).' },
    WITHDRAWN: { description: 'Taken back by its requester (引戻し).' },
    APPROVAL_CANCELLED: { description: 'Its approver took the approval back (承認取消).' },
    DELETED: { description: 'Deleted by its requester. Final (削除).' },
    EXPIRED: { description: 'Nobody approved it before its deadline. Final (期限切れ).' },
  },
});
