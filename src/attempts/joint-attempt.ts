import type { Origin } from '../history/history-event';
import type { MonotonicNow } from '../platform/monotonic-clock';
import type { AttemptGuard, AttemptOutcome } from './attempt-guard';
import type { JointSecret } from './joint-secret';

/** What one joint attempt works with. */
export interface JointAttemptParts {
  readonly guard: AttemptGuard;
  readonly verificationMs: number;
  readonly monotonicNow: MonotonicNow;
}

type Ended = PromiseSettledResult<AttemptOutcome<unknown>>;

/** Thrown to the guards of secrets that are not to be verified after all, so that their permits are given back. */
class Parted extends Error {}

/**
 * One attempt at several secrets. The permits are taken one inside the other: while the first is held the second is
 * taken, and so on. Once all are held, all secrets are verified at the same time, and each permit is settled with its own
 * verdict. If one is refused, or does not come in time, the others are given back unused.
 */
export class JointAttempt<Subject> {
  private readonly checks: (() => Promise<boolean>)[] = [];
  private readonly verdicts: Promise<readonly boolean[]>;
  private decide!: (verdicts: readonly boolean[]) => void;
  private giveUp!: (reason: unknown) => void;
  private parted = false;
  private latestStart = Infinity;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly secrets: readonly JointSecret<Subject>[],
    private readonly origin: Origin | null,
    private readonly parts: JointAttemptParts,
  ) {
    this.verdicts = new Promise((resolve, reject) => {
      this.decide = resolve;
      this.giveUp = reject;
    });
    // When the first permit is refused, nobody waits for verdicts.
    this.verdicts.catch(() => undefined);
  }

  /**
   * The outcomes of the attempts that were not given back.
   * @throws what reading or verifying threw, or LedgerUnavailable
   */
  async run(): Promise<readonly AttemptOutcome<unknown>[]> {
    const ended = await this.enter(0);
    const faults = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as Error] : []));
    const fault = faults.find((reason) => !(reason instanceof Parted));
    if (fault !== undefined) throw fault;
    return ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  }

  /** Takes the permit of this place and, holding it, those after it; how the attempts ended. */
  private async enter(place: number): Promise<readonly Ended[]> {
    const secret = this.secrets[place];
    if (secret === undefined) {
      void this.verifyAll();
      return [];
    }
    let inner: Promise<readonly Ended[]> = Promise.resolve([]);
    const [own] = await Promise.allSettled([
      this.parts.guard.attempt<Subject>(
        secret.key,
        {
          read: () => (this.parted ? Promise.reject(new Parted()) : secret.read()),
          verify: async (subject, withinMs) => {
            if (this.parted) throw new Parted();
            const { verificationMs } = this.parts;
            this.checks.push(() => secret.verify(subject, verificationMs));
            this.startWithin(withinMs - verificationMs);
            inner = this.enter(place + 1);
            return (await this.verdicts)[place] === true;
          },
        },
        this.origin,
      ),
    ]);
    // An end before the verdicts is a refusal or a fault. After them this changes nothing.
    this.part();
    return [own, ...(await inner)];
  }

  /** The verification must begin so soon that no lease runs out under it: that would charge the user for our waiting. */
  private startWithin(ms: number): void {
    const latestStart = this.parts.monotonicNow() + ms;
    if (latestStart >= this.latestStart) return;
    this.latestStart = latestStart;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.part();
    }, ms);
  }

  private part(): void {
    clearTimeout(this.timer);
    this.parted = true;
    this.giveUp(new Parted());
  }

  /** All of them, always and to the end, so that the time tells nothing and no permit goes back while its secret is verified. */
  private async verifyAll(): Promise<void> {
    clearTimeout(this.timer);
    const ended = await Promise.allSettled(this.checks.map((check) => check()));
    const fault = ended.find((end) => end.status === 'rejected');
    if (fault !== undefined) this.giveUp(fault.reason);
    else this.decide(ended.map((end) => end.status === 'fulfilled' && end.value));
  }
}
