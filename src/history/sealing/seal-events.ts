import { emptyChain, linkBehind, type ChainEnd, type Link } from './chain';
import type { Totals } from './seal';
import { chainOf, type StoredEvent } from './stored-event';

/** What sealing a batch adds. */
export interface SealedBatch {
  readonly links: readonly Link[];
  /** Where the chains that grew end now. */
  readonly ends: readonly ChainEnd[];
  readonly totals: Totals;
}

/** Links `events` in their order, each behind the end of its own chain; `ends` are those that there were. */
export function sealEvents(
  events: readonly StoredEvent[],
  ends: readonly ChainEnd[],
  totals: Totals,
): SealedBatch {
  const endOf = new Map(ends.map((end) => [end.chain, end]));
  const grown = new Set<string>();
  const links = events.map((event) => {
    const chain = chainOf(event);
    const link = linkBehind(endOf.get(chain) ?? emptyChain(chain), event);
    endOf.set(chain, link);
    grown.add(chain);
    return link;
  });
  const known = new Set(ends.map(({ chain }) => chain));
  return {
    links,
    ends: [...endOf.values()].filter(({ chain }) => grown.has(chain)),
    totals: {
      chains: totals.chains + [...grown].filter((chain) => !known.has(chain)).length,
      links: totals.links + links.length,
    },
  };
}
