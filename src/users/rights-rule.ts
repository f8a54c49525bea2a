import { PERMISSIONS, type Permission, type Rights } from './user';

/** Amounts up to which a user may act (限度額), in yen, as typed. */
export interface Limits {
  readonly transferYen: number;
  readonly collectionYen: number;
}

/** One limit that cannot be accepted; the field is the path in the input. */
export interface LimitViolation {
  readonly field: 'limits.transferYen' | 'limits.collectionYen';
  readonly code: 'NEGATIVE_AMOUNT';
}

/** Every violation of the limits at once. That they are whole and safe integers is seen to by their type in the schema. */
export function limitViolations({ transferYen, collectionYen }: Limits): readonly LimitViolation[] {
  const violations: LimitViolation[] = [];
  if (transferYen < 0) violations.push({ field: 'limits.transferYen', code: 'NEGATIVE_AMOUNT' });
  if (collectionYen < 0) violations.push({ field: 'limits.collectionYen', code: 'NEGATIVE_AMOUNT' });
  return violations;
}

/** The permissions as they are stored: each once, in the order of the list, so that equal sets are equal. */
export function tidyPermissions(permissions: readonly Permission[]): readonly Permission[] {
  return PERMISSIONS.filter((permission) => permissions.includes(permission));
}

/** The limits as a user has them. */
export function limitsOf({ transferLimitYen, collectionLimitYen }: Rights): Limits {
  return { transferYen: transferLimitYen, collectionYen: collectionLimitYen };
}
