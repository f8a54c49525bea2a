import { PERMISSIONS, type Rights } from '../users/user';

/**
 * What a master may do when he registers: everything, and up to the highest amount that can be stored. It is he who sets
 * the limits of others; nobody on this side of the counter sets his, so any lower figure would be an invention.
 */
export const MASTER_RIGHTS: Rights = {
  permissions: PERMISSIONS,
  transferLimitYen: Number.MAX_SAFE_INTEGER,
  collectionLimitYen: Number.MAX_SAFE_INTEGER,
};
