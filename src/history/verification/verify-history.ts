import type { ChainEnd } from '../sealing/chain';
import type { Seal } from '../sealing/seal';
import type { HistoryFault } from './history-fault';
import { verifyChain, type StoredHead, type StoredLink } from './verify-chain';
import { verifyTotals, type StoredTotals } from './verify-totals';

/** The sealed history, as far as verification reads it. */
export interface SealedHistory {
  heads(): Promise<readonly StoredHead[]>;
  totals(): Promise<StoredTotals | null>;
  chains(): Promise<readonly string[]>;
  links(chain: string): AsyncIterable<StoredLink>;
  positionOf(chain: string, digest: string): Promise<number | null>;
  strays(): Promise<readonly HistoryFault[]>;
  waiting(): Promise<number>;
}

/** What one chain was found to be. */
export interface ChainReport {
  readonly chain: string;
  /** How far it reaches by its head. */
  readonly position: number;
  readonly faults: readonly HistoryFault[];
}

/** What the history was found to be. */
export interface HistoryReport {
  readonly chains: readonly ChainReport[];
  /** What does not belong to one chain: totals and strays. */
  readonly faults: readonly HistoryFault[];
  /** Events that are not sealed yet, and hence not vouched for. */
  readonly waiting: number;
}

/** Beyond so many faults in one chain the rest is not listed: it is broken, and the first ones say where. */
const FAULTS_LISTED = 100;

/** Checks every chain, the heads kept outside, the totals and what stands beside the seal (R11). */
export async function verifyHistory(
  history: SealedHistory,
  seal: Seal,
  anchors: ReadonlyMap<string, ChainEnd>,
): Promise<HistoryReport> {
  const heads = await history.heads();
  const headOf = new Map(heads.map((head) => [head.chain, head]));
  const chains: ChainReport[] = [];
  for (const chain of new Set([...(await history.chains()), ...anchors.keys()])) {
    const head = headOf.get(chain) ?? null;
    const found = verifyChain(chain, history.links(chain), seal, {
      head,
      anchor: anchors.get(chain) ?? null,
      positionOf: (digest) => history.positionOf(chain, digest),
    });
    chains.push({ chain, position: head?.position ?? 0, faults: await firstOf(found) });
  }
  return {
    chains,
    faults: [...verifyTotals(heads, await history.totals(), seal), ...(await history.strays())],
    waiting: await history.waiting(),
  };
}

async function firstOf(found: AsyncIterable<HistoryFault>): Promise<readonly HistoryFault[]> {
  const faults: HistoryFault[] = [];
  for await (const fault of found) {
    faults.push(fault);
    if (faults.length === FAULTS_LISTED) break;
  }
  return faults;
}
