import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import { PRINTABLE_ASCII } from '../policy/character-rule';
import { enforcedCodes } from '../policy/enforced-codes';
import type { SecretsPolicySettings } from '../policy/secrets-policy-settings';
import { Policy } from './policy-types';

/** Shows the secrets policy (R1). */
@Resolver()
export class PolicyResolver {
  constructor(private readonly settings: SecretsPolicySettings) {}

  @Query(() => Policy, { description: 'The rules for entries. For anyone.' })
  policy(@Ctx() { language }: RequestContext): Policy {
    const { minLength, maxLength, requireLetterAndDigit } = this.settings;
    const rules = enforcedCodes(this.settings).map((code) => ({
      code,
      message: translate(language, `VIOLATION_${code}`),
    }));
    const characters = PRINTABLE_ASCII.source;
    return { secrets: { minLength, maxLength, requireLetterAndDigit, characters, rules } };
  }
}
