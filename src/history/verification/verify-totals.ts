import type { ChainEnd } from '../sealing/chain';
import { sameMark, type Seal, type Totals } from '../sealing/seal';
import type { HistoryFault } from './history-fault';

/** The totals as the database holds them. */
export interface StoredTotals extends Totals {
  readonly mac: string;
}

/** Whether the heads are all that there ever were: a chain removed whole leaves no other trace. */
export function verifyTotals(
  heads: readonly ChainEnd[],
  totals: StoredTotals | null,
  seal: Seal,
): readonly HistoryFault[] {
  if (totals === null) return heads.length === 0 ? [] : [{ kind: 'TOTALS_LOST' }];
  if (!sameMark(totals.mac, seal.ofTotals(totals))) return [{ kind: 'TOTALS_FORGED' }];
  const chains = totals.chains - heads.length;
  const links = totals.links - heads.reduce((sum, { position }) => sum + position, 0);
  return chains === 0 && links === 0 ? [] : [{ kind: 'CHAINS_LOST', chains, links }];
}
