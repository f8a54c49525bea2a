import { build, type Histogram } from 'hdr-histogram-js';

/** Clients that each ask again once they have their answer. */
export interface ClosedLoop {
  readonly clients: number;
  readonly durationMs: number;
  /** One request of one client, from 0; resolves with the name of its outcome. */
  readonly send: (client: number) => Promise<string>;
}

export interface ClosedLoopReport {
  /** Answers within the time, by outcome. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Microseconds, over all outcomes. */
  readonly latency: Histogram;
  /** Answers in each second. */
  readonly seconds: readonly { readonly outcomes: ReadonlyMap<string, number> }[];
  /** What this process itself used of a core meanwhile, 0 to 1 and above: on few cores the generator competes. */
  readonly ownCores: number;
}

/**
 * How much a server gets done while so many clients keep asking. Only answers that come within the time count; those
 * under way at its end are waited for and left out, on both sides of a comparison.
 */
export async function runClosedLoop(loop: ClosedLoop): Promise<ClosedLoopReport> {
  const { clients, durationMs, send } = loop;
  const outcomes = new Map<string, number>();
  const seconds = Array.from({ length: Math.ceil(durationMs / 1_000) }, () => new Map<string, number>());
  const latency = build({ useWebAssembly: false });
  const begunAt = performance.now();
  const usedBefore = process.cpuUsage();
  const endsAt = begunAt + durationMs;
  const client = async (number: number): Promise<void> => {
    for (let askedAt = begunAt; askedAt < endsAt;) {
      askedAt = performance.now();
      const outcome = await send(number);
      const answeredAt = performance.now();
      if (answeredAt > endsAt) return;
      add(outcomes, outcome);
      const second = seconds[Math.floor((answeredAt - begunAt) / 1_000)];
      if (second !== undefined) add(second, outcome);
      latency.recordValue(Math.max(1, Math.round((answeredAt - askedAt) * 1_000)));
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  const { user, system } = process.cpuUsage(usedBefore);
  const elapsedUs = (performance.now() - begunAt) * 1_000;
  return {
    outcomes,
    latency,
    seconds: seconds.map((counts) => ({ outcomes: counts })),
    ownCores: (user + system) / elapsedUs,
  };
}

function add(counts: Map<string, number>, outcome: string): void {
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
}
