import type { OperationRule } from '../operations/operation-rules';

/** How many requests a policy allows within how many seconds. */
export interface ThrottleQuota {
  readonly points: number;
  readonly seconds: number;
}

/** The names of the policies, as `RateLimit-Policy` gives them. */
export const THROTTLE_NAMES = ['requests', 'login', 'registration', 'session', 'changes'] as const;
export type ThrottleName = (typeof THROTTLE_NAMES)[number];

/** One line of the table: what is counted, and by whom. */
export interface ThrottlePolicy extends ThrottleQuota {
  readonly name: ThrottleName;
  /** By network address, or by session. Who has no session is not counted by session. */
  readonly countedBy: 'ADDRESS' | 'SESSION';
  /** The requests that count. */
  readonly counts:
    | 'EVERY_REQUEST'
    /** Those in which a stranger tries a secret. */
    | 'SECRETS_OF_STRANGERS'
    /** Those that check a secret of whoever is logged in. */
    | 'SECRETS_OF_USERS'
    /** Those that call one of these operations, such as `Mutation.login`. */
    | readonly string[];
}

/** Every policy there is; a request is refused by any that it exceeds, and counts for all that it falls under. */
export function throttlePolicies(
  quotas: Readonly<Record<ThrottleName, ThrottleQuota>>,
): readonly ThrottlePolicy[] {
  return [
    { name: 'requests', countedBy: 'ADDRESS', counts: 'EVERY_REQUEST', ...quotas.requests },
    { name: 'login', countedBy: 'ADDRESS', counts: 'SECRETS_OF_STRANGERS', ...quotas.login },
    {
      name: 'registration',
      countedBy: 'ADDRESS',
      counts: ['Mutation.openRegistration'],
      ...quotas.registration,
    },
    { name: 'session', countedBy: 'SESSION', counts: 'EVERY_REQUEST', ...quotas.session },
    { name: 'changes', countedBy: 'SESSION', counts: 'SECRETS_OF_USERS', ...quotas.changes },
  ];
}

/** Whether a request that calls these operations falls under a policy. */
export function fallsUnder(
  { counts }: ThrottlePolicy,
  called: readonly string[],
  rules: Readonly<Record<string, OperationRule>>,
): boolean {
  switch (counts) {
    case 'EVERY_REQUEST':
      return true;
    case 'SECRETS_OF_STRANGERS':
      return called.some((name) => rules[name]?.throttledByAddress);
    case 'SECRETS_OF_USERS':
      return called.some((name) => rules[name]?.verifiesSecret && !rules[name].throttledByAddress);
    default:
      return called.some((name) => counts.includes(name));
  }
}
