import type { Permission } from '../users/user';
import { wordEnum } from './word-enum';

export const PermissionEnum = wordEnum<Permission>('Permission', 'What a user may do (利用権限).', {
  INQUIRY: 'Look up balances and statements (照会).',
  TRANSFER_REQUEST: 'Request transfers (振込の依頼権限).',
  TRANSFER_APPROVE: 'Approve transfers (振込の承認権限).',
  COLLECTION_REQUEST: 'Request collections (請求の依頼権限).',
  COLLECTION_APPROVE: 'Approve collections (請求の承認権限).',
});
