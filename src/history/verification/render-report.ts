import { describeFault } from './history-fault';
import type { HistoryReport } from './verify-history';

/** The report for an operator: a line a chain, its faults below it, what lies beside the chains, a verdict. */
export function renderReport({ chains, faults, waiting }: HistoryReport): string {
  const lines = chains.flatMap(({ chain, position, faults: found }) =>
    found.length === 0
      ? [`ok      chain ${chain}, ${position} events`]
      : [`FAULTY  chain ${chain}`, ...found.map((fault) => `        ${describeFault(fault)}`)],
  );
  const strays = faults.map((fault) => `FAULTY  ${describeFault(fault)}`);
  const total = chains.reduce((sum, each) => sum + each.faults.length, faults.length);
  const verdict =
    total === 0
      ? `The history is intact. ${waiting} events wait to be sealed.`
      : `The history has ${total} faults. The first of a chain is where to look.`;
  return [...lines, ...strays, verdict, ''].join('\n');
}

/** Whether nothing was found. */
export function isIntact({ chains, faults }: HistoryReport): boolean {
  return faults.length === 0 && chains.every((each) => each.faults.length === 0);
}
