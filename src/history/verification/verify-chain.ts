import { digestOf, emptyChain, linkHash, type ChainEnd, type Link } from '../sealing/chain';
import { sameMark, type Seal } from '../sealing/seal';
import type { StoredEvent } from '../sealing/stored-event';
import type { HistoryFault } from './history-fault';

/** A link as the database holds it, with its event if that is still there. */
export interface StoredLink extends Link {
  readonly mac: string;
  readonly event: StoredEvent | null;
}

/** A head as the database holds it. */
export interface StoredHead extends ChainEnd {
  readonly mac: string;
}

/** What a chain must end with, and where a digest was sealed. */
export interface ChainWitness {
  /** Null if the chain has none. */
  readonly head: StoredHead | null;
  /** A head of this chain that was kept outside; null if none was. */
  readonly anchor: ChainEnd | null;
  /** The position at which the chain holds this digest; null if nowhere. */
  readonly positionOf: (digest: string) => Promise<number | null>;
}

/** Goes through the links of one chain, in order of position, and names all that does not hold. */
export async function* verifyChain(
  chain: string,
  links: AsyncIterable<StoredLink>,
  seal: Seal,
  { head, anchor, positionOf }: ChainWitness,
): AsyncGenerator<HistoryFault> {
  let end = emptyChain(chain);
  for await (const link of links) {
    const { position, eventId } = link;
    const place = { chain, position, eventId };
    const gap = position !== end.position + 1;
    if (gap) yield { kind: 'LINKS_LOST', chain, from: end.position + 1, to: position - 1 };
    if (!sameMark(link.mac, seal.ofLink(link))) yield { kind: 'FORGED_LINK', ...place };
    else if (!gap && linkHash(end, eventId, link.digest) !== link.hash)
      yield { kind: 'BROKEN_LINK', ...place };
    if (anchor?.position === position && anchor.hash !== link.hash) {
      yield { kind: 'ANCHOR_CONTRADICTED', chain, position };
    }
    if (link.event === null) yield { kind: 'LOST', ...place };
    else {
      const digest = digestOf(link.event);
      if (digest !== link.digest) yield changedOrReordered(place, await positionOf(digest));
    }
    end = link;
  }
  yield* verifyEnd(end, seal, head);
  if (anchor !== null && anchor.position > end.position) {
    yield { kind: 'CUT_OFF', chain, from: end.position + 1, to: anchor.position, by: 'ANCHOR' };
  }
}

function changedOrReordered(
  place: { readonly chain: string; readonly position: number; readonly eventId: string },
  sealedAt: number | null,
): HistoryFault {
  return sealedAt === null ? { kind: 'CHANGED', ...place } : { kind: 'REORDERED', ...place, sealedAt };
}

function* verifyEnd(end: ChainEnd, seal: Seal, head: StoredHead | null): Generator<HistoryFault> {
  const { chain } = end;
  if (head === null) {
    if (end.position > 0) yield { kind: 'HEAD_LOST', chain, position: end.position };
    return;
  }
  const { position } = head;
  if (!sameMark(head.mac, seal.ofHead(head))) yield { kind: 'HEAD_FORGED', chain, position };
  if (position > end.position)
    yield { kind: 'CUT_OFF', chain, from: end.position + 1, to: position, by: 'HEAD' };
  else if (position < end.position || head.hash !== end.hash) yield { kind: 'HEAD_BEHIND', chain, position };
}
