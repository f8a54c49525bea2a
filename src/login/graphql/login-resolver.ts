import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { presentChallenge } from '../../additional-authentication/graphql/present-challenge';
import { presentAttemptRefusal, presentTemporaryPasswordExpired } from '../../graphql/present-refusal';
import { principalOf } from '../../graphql/principal-of';
import { InvalidCredentials } from '../../graphql/refusals';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { Login } from '../login';
import type { Logout } from '../logout';
import { LoggedOut, LoginInput, LoginResult } from './login-types';
import { presentLoggedIn } from './present-logged-in';

/** Logging in and out (R7, R9). */
@Resolver()
export class LoginResolver {
  constructor(
    private readonly entry: Pick<Login, 'run'>,
    private readonly exit: Logout,
  ) {}

  @Mutation(() => LoginResult, {
    description:
      'Logs in with login ID and login password. Wrong entries are counted; too many in a row lock the login for a while. From an unfamiliar device it goes on with `answerSecurityQuestion`.',
  })
  async login(
    @Arg('input', () => LoginInput, { description: 'Who logs in.' }) input: LoginInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof LoginResult> {
    const { loginId, loginPassword, delivery } = input;
    const { origin, language } = context;
    const device = context.deviceOf(input.deviceToken ?? null);
    const caller = { ...context.caller, knownAs: device?.hash ?? null };
    const outcome = await this.entry.run({ loginId, loginPassword, origin, device, caller });
    switch (outcome.kind) {
      case 'LOGGED_IN':
        return presentLoggedIn(outcome, delivery, context);
      case 'ADDITIONAL_AUTHENTICATION_REQUIRED':
        return presentChallenge(outcome, language);
      case 'INVALID_CREDENTIALS':
        return Object.assign(new InvalidCredentials(), { message: translate(language, outcome.kind) });
      case 'TEMPORARY_PASSWORD_EXPIRED':
        return presentTemporaryPasswordExpired(outcome, 'LOGIN_PASSWORD', language);
      case 'LOCKED_OUT':
      case 'SUSPENDED':
      case 'BUSY':
        return presentAttemptRefusal(outcome, 'LOGIN_PASSWORD', language);
      default:
        return outcome satisfies never;
    }
  }

  @Mutation(() => LoggedOut, { description: 'Ends this session.' })
  async logout(@Ctx() context: RequestContext): Promise<LoggedOut> {
    await this.exit.run(await principalOf(context), context.origin);
    context.cookies.clear();
    return Object.assign(new LoggedOut(), { ok: true });
  }
}
