import { registerEnumType } from 'type-graphql';
import { PERMISSIONS } from '../users/user';

export const PermissionEnum = Object.fromEntries(PERMISSIONS.map((permission) => [permission, permission]));
registerEnumType(PermissionEnum, {
  name: 'Permission',
  description: 'What a user may do (利用権限).',
  valuesConfig: {
    INQUIRY: { description: 'Look up balances and statements (照会).' },
    TRANSFER_REQUEST: { description: 'Request transfers (振込の依頼権限).' },
    TRANSFER_APPROVE: { description: 'Approve transfers (振込の承認権限).' },
    COLLECTION_REQUEST: { description: 'Request collections (請求の依頼権限).' },
    COLLECTION_APPROVE: { description: 'Approve collections (請求の承認権限).' },
  },
});
