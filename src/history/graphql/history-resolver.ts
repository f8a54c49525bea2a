import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { userAgentFamilies } from '../../additional-authentication/user-agent-families';
import { principalOf } from '../../graphql/principal-of';
import { pageAsked, pageOf } from '../../graphql/page';
import type { RequestContext } from '../../graphql/request-context';
import { isUuid } from '../../platform/ids';
import { decodeHistoryCursor, encodeHistoryCursor } from '../history-cursor';
import { HISTORY_EVENT_TYPES } from '../history-event';
import type { HistoryEntry, HistoryPages } from '../history-pages';
import { historyScopeOf } from '../history-scope';
import { HistoryArguments, HistoryConnection, type HistoryEventNode } from './history-types';

/** Reading the operation history (R11). */
@Resolver()
export class HistoryResolver {
  constructor(private readonly pages: HistoryPages) {}

  @Query(() => HistoryConnection, {
    description:
      'The operation history, newest first: a master’s organization’s, a general user’s own, for staff that of the paper procedures.',
  })
  async operationHistory(
    @Args(() => HistoryArguments) wanted: HistoryArguments,
    @Ctx() context: RequestContext,
  ): Promise<HistoryConnection> {
    const { first, after, types, subjectUserId, from, to } = wanted;
    const { user } = await principalOf(context);
    const page = pageAsked(first, after, decodeHistoryCursor);
    if (subjectUserId != null && !isUuid(subjectUserId))
      return pageOf(page, [], encodeHistoryCursor, presentEntry);
    const query = {
      scope: historyScopeOf(user),
      // All that this gateway knows: while a newer one runs beside it, there may be others, which it cannot name.
      types: types ?? HISTORY_EVENT_TYPES,
      subjectUserId: subjectUserId ?? null,
      from: from ?? null,
      to: to ?? null,
    };
    return pageOf(
      page,
      await this.pages.page(query, first + 1, page.after),
      encodeHistoryCursor,
      presentEntry,
    );
  }
}

function presentEntry(entry: HistoryEntry): HistoryEventNode {
  const { id, occurredAt, type, actor, subject, credentialKind, ip, userAgent, reason, object } = entry;
  return {
    id: Buffer.from(`event ${id}`).toString('base64url'),
    at: occurredAt,
    type,
    actor,
    subject,
    credential: credentialKind,
    ip,
    device: deviceLabel(userAgent),
    reason,
    object,
  };
}

/** The families only: a whole `User-Agent` header is text that strangers wrote. */
function deviceLabel(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const { osFamily, browserFamily } = userAgentFamilies(userAgent);
  return `${browserFamily} on ${osFamily}`;
}
