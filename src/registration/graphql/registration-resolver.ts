import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentBusy, presentPinRefusal } from '../../graphql/present-refusal';
import { presentViolations } from '../../graphql/present-violations';
import { InvalidCredentials, NotApplicable } from '../../graphql/refusals';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { Language } from '../../users/user';
import type { OpenRegistration } from '../open-registration';
import type { RegisterMasterUser } from '../register-master-user';
import { OpenRegistrationInput, RegisterMasterUserInput } from './registration-inputs';
import {
  MasterRegistered,
  OpenRegistrationResult,
  RegisterMasterUserResult,
  RegistrationExpired,
  RegistrationOpened,
} from './registration-results';

/** First registration of an organization's master user (R2). */
@Resolver()
export class RegistrationResolver {
  constructor(
    private readonly opening: OpenRegistration,
    private readonly registration: RegisterMasterUser,
  ) {}

  @Mutation(() => OpenRegistrationResult, {
    description:
      'Opens the registration of an organization’s master user with the representative account and its inquiry PIN. Wrong entries are counted; too many in a row lock the PIN for a while.',
  })
  async openRegistration(
    @Arg('input', () => OpenRegistrationInput, { description: 'Whose registration to open.' })
    input: OpenRegistrationInput,
    @Ctx() { origin, caller, language }: RequestContext,
  ): Promise<typeof OpenRegistrationResult> {
    const outcome = await this.opening.run(input, { origin, caller });
    switch (outcome.kind) {
      case 'OPENED': {
        const { registrationToken, expiresAt } = outcome;
        return Object.assign(new RegistrationOpened(), { registrationToken, expiresAt });
      }
      case 'WRONG_ACCOUNT_OR_PIN':
        return Object.assign(new InvalidCredentials(), { message: translate(language, outcome.kind) });
      case 'ALREADY_REGISTERED':
        return presentAlreadyRegistered(language);
      case 'LOCKED_OUT':
      case 'SUSPENDED':
      case 'BUSY':
        return presentPinRefusal(outcome, 'INQUIRY_PIN', language);
      default:
        return outcome satisfies never;
    }
  }

  @Mutation(() => RegisterMasterUserResult, {
    description:
      'Registers the one master user of the organization whose registration is open. The token stays good while the form has faults.',
  })
  async registerMasterUser(
    @Arg('input', () => RegisterMasterUserInput, { description: 'The master user to register.' })
    input: RegisterMasterUserInput,
    @Ctx() { origin, caller, language }: RequestContext,
  ): Promise<typeof RegisterMasterUserResult> {
    const outcome = await this.registration.run(input, { origin, caller });
    switch (outcome.kind) {
      case 'REGISTERED':
        return Object.assign(new MasterRegistered(), { user: outcome.user });
      case 'INVALID_INPUT':
        return presentViolations(
          outcome.violations.map(({ field, code }) => ({
            field: field.replace(/^answers\b/, 'securityAnswers'),
            code,
          })),
          language,
        );
      case 'REGISTRATION_EXPIRED':
        return Object.assign(new RegistrationExpired(), { message: translate(language, outcome.kind) });
      case 'ALREADY_REGISTERED':
        return presentAlreadyRegistered(language);
      case 'BUSY':
        return presentBusy(outcome.retryAfterSeconds, language);
      default:
        return outcome satisfies never;
    }
  }
}

function presentAlreadyRegistered(language: Language): NotApplicable {
  const code = 'ALREADY_REGISTERED';
  return Object.assign(new NotApplicable(), { code, message: translate(language, code) });
}
