import { setTimeout as sleep } from 'node:timers/promises';
import { build, type Histogram } from 'hdr-histogram-js';

/** What the loop counts a request as that was never answered, or never sent. */
const UNANSWERED = 'UNANSWERED';

/** What the loop counts a request as whose `send` rejected. */
const FAULT = 'FAULT';

/** A minute, in microseconds; the histograms grow beyond it by themselves. */
const FIRST_RANGE_US = 60_000_000;

export interface OpenLoop {
  /** Arrivals per second, evenly spaced. */
  readonly rate: number;
  readonly durationMs: number;
  /** Sends request number `arrival`, from 0, and resolves with the name of its outcome. */
  readonly send: (arrival: number) => Promise<string>;
  /** How long stragglers may take once the last has arrived. Default: 10 s. */
  readonly drainMs?: number;
  /** Where the generator itself would break; an arrival beyond it waits, and its waiting counts. Default: 10,000. */
  readonly maxInFlight?: number;
  /** Ends the arrivals early. */
  readonly signal?: AbortSignal;
  /** Told once a second of the second just over. */
  readonly onSecond?: (second: LoopSecond) => void;
}

/** One second of a run. */
export interface LoopSecond {
  /** From 0. */
  readonly second: number;
  readonly sent: number;
  /** Answers by outcome. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Requests without an answer at its end. */
  readonly inFlight: number;
}

export interface OpenLoopReport {
  /** Arrivals that were due. */
  readonly arrivals: number;
  /** Answers per second, from the first arrival to the last answer. */
  readonly achievedRate: number;
  /** How many ended how; `FAULT` and `UNANSWERED` are the loop's own words. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Microseconds from the intended start to the answer, over all; what got none counts with the time it had. */
  readonly latency: Histogram;
  /** The same by outcome. */
  readonly latencyOf: ReadonlyMap<string, Histogram>;
  /** Microseconds by which the generator itself was late: more than a few milliseconds, and the figures are its own. */
  readonly lag: Histogram;
  readonly seconds: readonly LoopSecond[];
  /** The first thing thrown by `send`. */
  readonly firstFault: unknown;
}

/**
 * Sends requests at a constant arrival rate, whatever becomes of those before (an open loop), and measures each from
 * the moment at which it was to start.
 *
 * A closed loop, where each client waits for its answer before it asks again, slows down with the server it measures:
 * while the server stalls nothing is asked, so that the stall counts once and not for everybody who would have come
 * (coordinated omission, G. Tene). Customers do not wait for one another, so their load is an open one.
 */
export async function runOpenLoop(loop: OpenLoop): Promise<OpenLoopReport> {
  const { rate, durationMs, drainMs = 10_000, signal } = loop;
  const record = new LoopRecord(loop.onSecond);
  const pending = new Map<number, Promise<void>>();
  const beganAt = performance.now();
  const dueAt = (arrival: number): number => beganAt + (arrival * 1_000) / rate;
  const endsAt = beganAt + durationMs + drainMs;
  const due = Math.max(1, Math.floor((rate * durationMs) / 1_000));
  const unfinished = new Set<number>();
  let sent = 0;
  while (sent < due && performance.now() < endsAt && signal?.aborted !== true) {
    const wait = dueAt(sent) - performance.now();
    if (wait > 0) {
      record.tick(performance.now() - beganAt, unfinished.size);
      await sleep(Math.min(wait, 1_000));
    } else if (unfinished.size >= (loop.maxInFlight ?? 10_000)) {
      await Promise.race([...pending.values(), sleep(Math.max(0, endsAt - performance.now()))]);
    } else {
      const arrival = sent;
      sent += 1;
      unfinished.add(arrival);
      record.sent(performance.now() - dueAt(arrival));
      const answered = send(loop.send, arrival).then(({ outcome, fault }) => {
        pending.delete(arrival);
        if (unfinished.delete(arrival)) record.ended(outcome, performance.now() - dueAt(arrival), fault);
      });
      pending.set(arrival, answered);
    }
  }
  const arrivals = signal?.aborted === true ? sent : due;
  while (unfinished.size > 0 && performance.now() < endsAt) {
    record.tick(performance.now() - beganAt, unfinished.size);
    const step = Math.min(1_000, Math.max(0, endsAt - performance.now()));
    await Promise.race([Promise.all(pending.values()), sleep(step)]);
  }
  const tookMs = performance.now() - beganAt;
  record.tick(tookMs, unfinished.size);
  const lost = [...unfinished, ...range(sent, arrivals)];
  // Emptied first, so that an answer that still comes changes nothing.
  unfinished.clear();
  for (const arrival of lost) record.ended(UNANSWERED, performance.now() - dueAt(arrival), undefined);
  return record.report(arrivals, (arrivals - lost.length) / (Math.max(tookMs, 1) / 1_000));
}

/** What stands at this percentile of a histogram of microseconds, in milliseconds. */
export function millisecondsAt(histogram: Histogram, percentile: number): number {
  return histogram.getValueAtPercentile(percentile) / 1_000;
}

/** Collects a run as it goes. */
class LoopRecord {
  private readonly latency = microseconds();
  private readonly lag = microseconds();
  private readonly latencyOf = new Map<string, Histogram>();
  private readonly seconds: LoopSecond[] = [];
  private current = { sent: 0, outcomes: new Map<string, number>() };
  private firstFault: unknown = undefined;

  constructor(private readonly onSecond: ((second: LoopSecond) => void) | undefined) {}

  sent(lateMs: number): void {
    this.current.sent += 1;
    recordInto(this.lag, lateMs);
  }

  ended(outcome: string, tookMs: number, fault: unknown): void {
    this.firstFault ??= fault;
    this.current.outcomes.set(outcome, (this.current.outcomes.get(outcome) ?? 0) + 1);
    recordInto(this.latency, tookMs);
    const own = this.latencyOf.get(outcome) ?? microseconds();
    this.latencyOf.set(outcome, own);
    recordInto(own, tookMs);
  }

  /** Closes the seconds that are over after `elapsedMs`. */
  tick(elapsedMs: number, inFlight: number): void {
    while (this.seconds.length + 1 <= elapsedMs / 1_000) {
      const second = { second: this.seconds.length, ...this.current, inFlight };
      this.seconds.push(second);
      this.current = { sent: 0, outcomes: new Map() };
      this.onSecond?.(second);
    }
  }

  report(arrivals: number, achievedRate: number): OpenLoopReport {
    const { latency, latencyOf, lag, seconds, firstFault } = this;
    const outcomes = new Map([...latencyOf].map(([outcome, { totalCount }]) => [outcome, totalCount]));
    return { arrivals, achievedRate, outcomes, latency, latencyOf, lag, seconds, firstFault };
  }
}

async function send(
  sendOne: OpenLoop['send'],
  arrival: number,
): Promise<{ readonly outcome: string; readonly fault: unknown }> {
  try {
    return { outcome: await sendOne(arrival), fault: undefined };
  } catch (fault) {
    return { outcome: FAULT, fault };
  }
}

function microseconds(): Histogram {
  return build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: FIRST_RANGE_US,
    numberOfSignificantValueDigits: 3,
    autoResize: true,
    bitBucketSize: 32,
    useWebAssembly: false,
  });
}

function recordInto(histogram: Histogram, ms: number): void {
  histogram.recordValue(Math.max(1, Math.round(ms * 1_000)));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
}
