import type { Organization } from '../../users/organization';

/** The representative account (代表口座) that an organization is known by. */
export type RepresentativeAccount = Pick<Organization, 'branchCode' | 'accountType' | 'accountNumber'>;

/**
 * The account as the bank writes it, from whatever was typed: full-width digits (NFKC) become half-width, spaces and
 * control characters go. What is then still no account is one that nobody has.
 */
export function canonicalAccount(typed: RepresentativeAccount): RepresentativeAccount {
  return {
    branchCode: canonicalText(typed.branchCode),
    accountType: typed.accountType,
    accountNumber: canonicalText(typed.accountNumber),
  };
}

function canonicalText(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cc}]/gu, '');
}
