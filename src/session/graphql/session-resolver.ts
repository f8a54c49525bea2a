import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { principalOf } from '../../graphql/principal-of';
import { NotFound } from '../../graphql/refusals';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { OwnSessions } from '../own-sessions';
import { EndSessionInput, EndSessionResult, SessionEnded, SessionType } from './session-types';

/** A user's own sessions (R9). */
@Resolver()
export class SessionResolver {
  constructor(private readonly own: OwnSessions) {}

  @Query(() => [SessionType], {
    description: 'Your live sessions, oldest first. One that you do not know is somebody else’s: end it.',
  })
  async sessions(@Ctx() context: RequestContext): Promise<readonly SessionType[]> {
    return this.own.list(await principalOf(context));
  }

  @Mutation(() => EndSessionResult, { description: 'Ends a session of yours.' })
  async endSession(
    @Arg('input', () => EndSessionInput, { description: 'Which session.' }) { sessionId }: EndSessionInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof EndSessionResult> {
    const outcome = await this.own.end(await principalOf(context), sessionId, context.origin);
    switch (outcome.kind) {
      case 'ENDED':
        if (outcome.current) context.cookies.clear();
        return Object.assign(new SessionEnded(), { sessionId });
      case 'NOT_FOUND':
        return Object.assign(new NotFound(), { message: translate(context.language, 'SESSION_NOT_FOUND') });
      default:
        return outcome satisfies never;
    }
  }
}
