import type { Candidate, SecretRule } from './secret-rule';
import { holdsWord, tellingWords } from './telling-words';
import type { ViolationCode } from './violation';

/** A login ID shorter than this, still refused for its own length, would be found in nearly every password. */
const SHORTEST_LOGIN_ID_SOUGHT = 3;

/** R1: login ID, organization name and account number are not contained, in whatever case. */
export const containmentRule: SecretRule = (candidate) => {
  const { secret, review } = candidate;
  const violations: ViolationCode[] = [];
  if (containsLoginId(candidate)) violations.push('CONTAINS_LOGIN_ID');
  const nameWords = tellingWords(review.owner.organizationName);
  if (nameWords.some((word) => holdsWord(secret, word))) violations.push('CONTAINS_ORGANIZATION_NAME');
  const accountNumber = tellingWords(review.owner.accountNumber).at(-1);
  if (accountNumber !== undefined && holdsWord(secret, accountNumber))
    violations.push('CONTAINS_ACCOUNT_NUMBER');
  return violations;
};

/** Exactly the login ID is `SAME_AS_LOGIN_ID` and not reported twice. */
function containsLoginId({ field, secret, review }: Candidate): boolean {
  const loginId = review.proposed.loginId ?? review.current.loginId;
  if (field === 'loginId' || loginId === undefined || loginId === secret) return false;
  return loginId.length >= SHORTEST_LOGIN_ID_SOUGHT && secret.toLowerCase().includes(loginId.toLowerCase());
}
