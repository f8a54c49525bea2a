import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentNotPermitted, presentPinRefusal } from '../../graphql/present-refusal';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { AuthorizeInquiry } from '../authorize-inquiry';
import { authorizingUserOf } from './authorizing-user-of';
import { AuthorizeInquiryInput } from './pin-authorization-inputs';
import { AuthorizeInquiryResult, InquiryAuthorized, WrongPin } from './pin-authorization-results';

/** Inquiries, authorised by PIN (R4). */
@Resolver()
export class InquiryResolver {
  constructor(private readonly inquiry: AuthorizeInquiry) {}

  @Mutation(() => AuthorizeInquiryResult, {
    description:
      'Authorises an inquiry with the organization’s inquiry PIN. For users with the permission INQUIRY.',
  })
  async authorizeInquiry(
    @Arg('input', () => AuthorizeInquiryInput, { description: 'The PIN.' }) input: AuthorizeInquiryInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof AuthorizeInquiryResult> {
    const { language } = context;
    const outcome = await this.inquiry.run(await authorizingUserOf(context), input);
    switch (outcome.kind) {
      case 'AUTHORIZED': {
        const { jws, expiresAt } = outcome.receipt;
        return Object.assign(new InquiryAuthorized(), { receipt: jws, expiresAt });
      }
      case 'NOT_PERMITTED':
        return presentNotPermitted(outcome.permission, language);
      case 'WRONG_PIN':
        return Object.assign(new WrongPin(), { message: translate(language, 'WRONG_PIN') });
      case 'LOCKED_OUT':
      case 'SUSPENDED':
      case 'BUSY':
        return presentPinRefusal(outcome, 'INQUIRY_PIN', language);
      default:
        return outcome satisfies never;
    }
  }
}
