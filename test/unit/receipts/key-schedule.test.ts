import fc from 'fast-check';
import { handOver, nextKeyStep, timesOfNewKey, type KeySchedule } from '../../../src/receipts/key-schedule';
import { stageOf, type ScheduledKey } from '../../../src/receipts/receipt-key';

/** In "milliseconds", small enough to look at every instant. */
const RECEIPT_LIFE = 8;
const REFRESH = 10;
const CACHE = 25;
const schedule: KeySchedule = {
  leadMs: CACHE + REFRESH,
  signingMs: 150,
  verifyingMs: RECEIPT_LIFE + REFRESH,
};

const at = (ms: number): Date => new Date(ms);
const signing = (keys: readonly ScheduledKey[], now: number): string[] =>
  keys.filter((key) => stageOf(key, at(now)) === 'SIGNING').map(({ kid }) => kid);
const published = (keys: readonly ScheduledKey[], now: number): string[] =>
  keys.filter((key) => stageOf(key, at(now)) !== 'GONE').map(({ kid }) => kid);

/** The database's keys, changed as KeyRotation changes them. */
class Keys {
  rows: readonly ScheduledKey[] = [];

  make(signsFrom: Date, now: number): void {
    const changed = new Map(handOver(this.rows, signsFrom, at(now), schedule).map((key) => [key.kid, key]));
    this.rows = [
      ...this.rows.map((key) => changed.get(key.kid) ?? key),
      { kid: `K${this.rows.length}`, ...timesOfNewKey(signsFrom, at(now), schedule) },
    ];
  }

  keepUp(now: number): void {
    const step = nextKeyStep(this.rows, at(now), schedule);
    if (step.kind === 'MAKE_KEY') this.make(step.signsFrom, now);
  }

  revoke(kid: string, now: number): void {
    const signed = signing(this.rows, now).includes(kid);
    this.rows = this.rows.map((key) => (key.kid === kid ? { ...key, revokedAt: at(now) } : key));
    if (signed) this.make(at(now), now);
    else this.keepUp(now);
  }

  /** As the database's exclusion constraint does. */
  overlaps(): string[] {
    const live = this.rows.filter((key) => key.revokedAt === null && key.signsFrom < key.signsUntil);
    return live.flatMap((one) =>
      live
        .filter((other) => one.kid < other.kid)
        .filter((other) => one.signsFrom < other.signsUntil && other.signsFrom < one.signsUntil)
        .map((other) => `${one.kid}/${other.kid}`),
    );
  }
}

const INSTANTS = 900;
/** In so long an outage of the database a key may end, but not vanish from what is published. */
const OUTAGE = 2 * schedule.leadMs;

interface Timeline {
  /** What happens beside the rounds, and when. */
  readonly events: readonly { readonly at: number; readonly event: 'ROTATE' | 'OUTAGE' }[];
  /** By how much the rounds come early, one after the other. */
  readonly early: readonly number[];
}

function timelines(...events: readonly ('ROTATE' | 'OUTAGE')[]): fc.Arbitrary<Timeline> {
  return fc.record({
    events: fc.array(
      fc.record({ at: fc.integer({ min: 0, max: INSTANTS - 1 }), event: fc.constantFrom(...events) }),
      { maxLength: 10 },
    ),
    early: fc.array(fc.integer({ min: 0, max: REFRESH - 1 }), { minLength: 1, maxLength: 12 }),
  });
}

/** What a gateway knew at an instant. It signs only by what it has read at most REFRESH ago. */
interface Knowledge {
  readonly keys: readonly ScheduledKey[];
  readonly fresh: boolean;
}

/** Lets two gateways run through a timeline; each reads at its rounds, and whenever none of its keys may sign. */
function run({ events, early }: Timeline): {
  readonly gateways: readonly (readonly Knowledge[])[];
  readonly overlaps: readonly string[];
} {
  const keys = new Keys();
  const overlaps: string[] = [];
  const gateways = [0, 1].map(() => ({
    readAt: -1,
    nextRound: 0,
    rounds: 0,
    held: [] as readonly ScheduledKey[],
    known: [] as Knowledge[],
  }));
  let awayUntil = 0;
  for (let now = 0; now < INSTANTS; now += 1) {
    const here = events.filter(({ at: instant }) => instant === now).map(({ event }) => event);
    // A gap between two outages, or they would be one that is too long.
    if (here.includes('OUTAGE') && now > awayUntil + OUTAGE) awayUntil = now + OUTAGE;
    const away = now < awayUntil;
    if (here.includes('ROTATE') && !away) keys.make(at(now + schedule.leadMs), now);
    gateways.forEach((gateway, index) => {
      if (!away && (gateway.nextRound <= now || signing(gateway.held, now).length === 0)) {
        keys.keepUp(now);
        gateway.held = keys.rows;
        gateway.readAt = now;
        gateway.rounds += 1;
        gateway.nextRound = now + REFRESH - (early[(gateway.rounds + index) % early.length] ?? 0);
      }
      gateway.known.push({ keys: gateway.held, fresh: now - gateway.readAt <= REFRESH });
    });
    overlaps.push(...keys.overlaps());
  }
  return { gateways: gateways.map(({ known }) => known), overlaps };
}

describe('R10: the schedule of keys', () => {
  it('whatever happens, one key signs at every instant on every gateway', () => {
    fc.assert(
      fc.property(timelines('ROTATE'), (timeline) => {
        const { gateways, overlaps } = run(timeline);
        expect(overlaps).toEqual([]);
        for (const known of gateways) {
          const wrong = known.flatMap(({ keys }, now) => (signing(keys, now).length === 1 ? [] : [now]));
          expect(wrong).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('whatever happens, a receipt verifies until it expires, by any set of keys that a verifier may still keep', () => {
    fc.assert(
      fc.property(timelines('ROTATE', 'OUTAGE'), (timeline) => {
        const { gateways } = run(timeline);
        const sets = gateways.map((known) =>
          known.map(({ keys, fresh }, now) => (fresh ? new Set(published(keys, now)) : null)),
        );
        for (const known of gateways) {
          known.forEach(({ keys, fresh }, signedAt) => {
            const [kid] = fresh ? signing(keys, signedAt) : [];
            if (kid === undefined) return;
            // Used at the latest when it expires, by a set that is at most CACHE old; either gateway may have given it.
            const last = Math.min(signedAt + RECEIPT_LIFE, INSTANTS - 1);
            for (let readAt = Math.max(0, signedAt - CACHE); readAt <= last; readAt += 1) {
              if (sets.some((set) => set[readAt]?.has(kid) === false))
                throw new Error(`${kid}, signed at ${signedAt}, is not in the set of ${readAt}`);
            }
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('whatever gaps and emergencies there are, no two keys sign, and one does after every round', () => {
    const emergencies = fc.array(
      fc.record({
        gap: fc.integer({ min: 0, max: 400 }),
        event: fc.constantFrom('ROUND', 'ROTATE', 'ROTATE_AT_ONCE', 'REVOKE'),
        which: fc.nat(),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(emergencies, (timeline) => {
        const keys = new Keys();
        let now = 0;
        for (const { gap, event, which } of timeline) {
          now += gap;
          const choice = published(keys.rows, now);
          const kid = choice[which % Math.max(1, choice.length)];
          if (event === 'ROTATE') keys.make(at(now + schedule.leadMs), now);
          if (event === 'ROTATE_AT_ONCE') keys.make(at(now), now);
          if (event === 'REVOKE' && kid !== undefined) keys.revoke(kid, now);
          keys.keepUp(now);
          expect(keys.overlaps()).toEqual([]);
          expect(signing(keys.rows, now)).toHaveLength(1);
          expect(signing(keys.rows, now + schedule.leadMs)).toHaveLength(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lets the first key sign at once, and every later one only when it was published for the lead time', () => {
    const keys = new Keys();
    keys.keepUp(0);
    expect(keys.rows).toMatchObject([{ signsFrom: at(0), signsUntil: at(150), verifiesUntil: at(168) }]);
    keys.keepUp(79);
    expect(keys.rows).toHaveLength(1);
    keys.keepUp(80);
    expect(keys.rows[1]).toMatchObject({ announcedAt: at(80), signsFrom: at(150) });
  });

  it('lets the last key go on where all rounds were too late to publish the next one in time', () => {
    const keys = new Keys();
    keys.keepUp(0);
    keys.keepUp(140);
    expect(keys.rows).toMatchObject([{ signsUntil: at(175) }, { announcedAt: at(140), signsFrom: at(175) }]);
  });

  it('lets a key sign at once where nobody knows any more', () => {
    const keys = new Keys();
    keys.keepUp(0);
    keys.keepUp(168);
    expect(keys.rows).toMatchObject([{ signsUntil: at(150) }, { announcedAt: at(168), signsFrom: at(168) }]);
  });

  it('at an order to change at once, ends the key that signs, and one that is announced never signs', () => {
    const keys = new Keys();
    keys.keepUp(0);
    keys.keepUp(100);
    keys.make(at(120), 120);
    expect(keys.rows).toMatchObject([
      { signsFrom: at(0), signsUntil: at(120), verifiesUntil: at(138) },
      { signsFrom: at(150), signsUntil: at(150) },
      { signsFrom: at(120), signsUntil: at(270) },
    ]);
  });

  it('does not let a compromised key sign again', () => {
    const keys = new Keys();
    keys.keepUp(0);
    keys.revoke('K0', 50);
    expect(signing(keys.rows, 50)).toEqual(['K1']);
    expect(published(keys.rows, 50)).toEqual(['K1']);
  });
});
