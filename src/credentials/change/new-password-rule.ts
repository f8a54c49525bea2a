import type { Organization, Organizations } from '../../users/organization';
import type { User } from '../../users/user';
import type { SecretsPolicy } from '../policy/secrets-policy';
import type { StoredMatch } from '../policy/secrets-review';
import type { Violation } from '../policy/violation';
import { FIELD_OF, type PasswordKind } from './password-kind';

/** A password that somebody proposes for `user`, and what is known of the one that it is to replace. */
export interface ProposedPassword {
  readonly user: User;
  readonly kind: PasswordKind;
  readonly password: string;
  /** The password in force as it was typed, where it was. */
  readonly current?: string;
  /** The stored passwords that it turned out to equal. */
  readonly equalToStored?: readonly StoredMatch[];
}

/** Judges a proposed password by the policy (R1), with what a guesser would know of its user. */
export class NewPasswordRule {
  constructor(
    private readonly policy: SecretsPolicy,
    private readonly organizations: Organizations,
  ) {}

  async violations(proposed: ProposedPassword): Promise<readonly Violation[]> {
    const { user, kind, password, current, equalToStored = [] } = proposed;
    const organization = await this.organizationOf(user);
    return this.policy({
      proposed: { [FIELD_OF[kind]]: password },
      current: { loginId: user.loginId, ...(current === undefined ? {} : { [FIELD_OF[kind]]: current }) },
      equalToStored,
      owner: {
        organizationName: organization?.name ?? '',
        accountNumber: organization?.accountNumber ?? '',
        ownWords: [user.name, user.email],
      },
    });
  }

  private organizationOf({ organizationId }: User): Promise<Organization | null> {
    return organizationId === null ? Promise.resolve(null) : this.organizations.find(organizationId);
  }
}
