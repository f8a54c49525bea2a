/** What does not hold in the history, and where. `position` counts the links of a chain from 1. */
export type HistoryFault =
  /** The event is not what was sealed. */
  | { readonly kind: 'CHANGED'; readonly chain: string; readonly position: number; readonly eventId: string }
  /** Another sealed event stands in this one's place. */
  | {
      readonly kind: 'REORDERED';
      readonly chain: string;
      readonly position: number;
      readonly eventId: string;
      /** Where that other event was sealed. */
      readonly sealedAt: number;
    }
  /** The event is gone. */
  | { readonly kind: 'LOST'; readonly chain: string; readonly position: number; readonly eventId: string }
  /** The link does not follow from the one before it. */
  | {
      readonly kind: 'BROKEN_LINK';
      readonly chain: string;
      readonly position: number;
      readonly eventId: string;
    }
  /** The link does not carry this service's mark: somebody without the key has written it. */
  | {
      readonly kind: 'FORGED_LINK';
      readonly chain: string;
      readonly position: number;
      readonly eventId: string;
    }
  /** Links are gone from within the chain. */
  | { readonly kind: 'LINKS_LOST'; readonly chain: string; readonly from: number; readonly to: number }
  /** The newest links are gone, by the head of the chain or by a head that was kept outside. */
  | {
      readonly kind: 'CUT_OFF';
      readonly chain: string;
      readonly from: number;
      readonly to: number;
      readonly by: 'HEAD' | 'ANCHOR';
    }
  /** The head is gone, is not marked by this service, or is not the last link. */
  | {
      readonly kind: 'HEAD_LOST' | 'HEAD_FORGED' | 'HEAD_BEHIND';
      readonly chain: string;
      readonly position: number;
    }
  /** The chain is another one than that whose head was kept outside. */
  | { readonly kind: 'ANCHOR_CONTRADICTED'; readonly chain: string; readonly position: number }
  /** The event was never sealed and does not wait to be: it did not come by the usual way. */
  | { readonly kind: 'SLIPPED_IN'; readonly chain: string; readonly eventId: string }
  /** The event was removed before it was sealed. */
  | { readonly kind: 'LOST_UNSEALED'; readonly eventId: string }
  /** The totals are gone, are not marked by this service, or say that there was more. */
  | { readonly kind: 'TOTALS_LOST' | 'TOTALS_FORGED' }
  | { readonly kind: 'CHAINS_LOST'; readonly chains: number; readonly links: number };

/** One line that names the place. */
export function describeFault(fault: HistoryFault): string {
  switch (fault.kind) {
    case 'CHANGED':
      return `${placeOf(fault)}: the event is not what was sealed`;
    case 'REORDERED':
      return `${placeOf(fault)}: the event that stands here was sealed at position ${fault.sealedAt}`;
    case 'LOST':
      return `${placeOf(fault)}: the event is gone`;
    case 'BROKEN_LINK':
      return `${placeOf(fault)}: the link does not follow from the one before`;
    case 'FORGED_LINK':
      return `${placeOf(fault)}: the link was not written under this key`;
    case 'LINKS_LOST':
      return `chain ${fault.chain}, positions ${fault.from} to ${fault.to}: the links are gone`;
    case 'CUT_OFF':
      return `chain ${fault.chain}, positions ${fault.from} to ${fault.to}: cut off, as the ${fault.by === 'HEAD' ? 'head of the chain' : 'anchored head'} shows`;
    case 'HEAD_LOST':
      return `chain ${fault.chain}, after position ${fault.position}: the head of the chain is gone`;
    case 'HEAD_FORGED':
      return `chain ${fault.chain}, head at position ${fault.position}: it was not written under this key`;
    case 'HEAD_BEHIND':
      return `chain ${fault.chain}, head at position ${fault.position}: it is not the last link`;
    case 'ANCHOR_CONTRADICTED':
      return `chain ${fault.chain}, position ${fault.position}: another link than the anchored one`;
    case 'SLIPPED_IN':
      return `chain ${fault.chain}, event ${fault.eventId}: it was slipped in beside the seal`;
    case 'LOST_UNSEALED':
      return `event ${fault.eventId}: it was removed before it was sealed`;
    case 'TOTALS_LOST':
      return 'totals: they are gone';
    case 'TOTALS_FORGED':
      return 'totals: they were not written under this key';
    case 'CHAINS_LOST':
      return `totals: ${fault.chains} chains and ${fault.links} links more were sealed than there are`;
    default:
      return fault satisfies never;
  }
}

function placeOf({ chain, position, eventId }: { chain: string; position: number; eventId: string }): string {
  return `chain ${chain}, position ${position}, event ${eventId}`;
}
