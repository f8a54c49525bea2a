import fc from 'fast-check';
import {
  capacityOf,
  needOf,
  sharedMachine,
  sumOf,
  type Deployment,
  type LoginCost,
} from '../../../bench/capacity/capacity';
import { hashingMsAt } from '../../../bench/capacity/hashing-time';
import { SERVING_PARTS } from '../../../bench/measure/cpu-parts';

/** Milliseconds that are as large as may be asked for in earnest: from a hundredth to half a second. */
const ms = fc.integer({ min: 10, max: 500_000 }).map((microseconds) => microseconds / 1_000);

const costs: fc.Arbitrary<LoginCost> = fc.record({
  gatewayMain: ms,
  gatewayHashing: ms,
  gatewayOther: ms,
  postgres: ms,
  redis: ms,
});

const count = fc.integer({ min: 1, max: 64 });
const shared = fc.tuple(count, count).map(([cores, gateways]) => sharedMachine(cores, gateways));
const apart = fc
  .tuple(count, count, count, count, count)
  .map(([gateway, postgres, redis, gateways, hashingThreads]): Deployment => {
    return {
      machines: [
        { name: 'a', cores: gateway, runs: ['gatewayMain', 'gatewayHashing', 'gatewayOther'] },
        { name: 'b', cores: postgres, runs: ['postgres'] },
        { name: 'c', cores: redis, runs: ['redis'] },
      ],
      gateways,
      hashingThreads,
    };
  });
const deployments = fc.oneof(shared, apart);

/** Floating point: sums in another order differ in their last digits. */
const SLACK = 1 + 1e-9;

/** How many servers each thing has, and how many of them so many logins a second keep busy. */
function busyAt(cost: LoginCost, deployment: Deployment, perSecond: number): readonly (readonly number[])[] {
  const busy = (each: number): number => (perSecond * each) / 1_000;
  return [
    ...deployment.machines.map(({ cores, runs }) => [busy(sumOf(cost, runs)), cores]),
    [busy(cost.gatewayMain), deployment.gateways],
    [busy(cost.gatewayHashing), deployment.gateways * deployment.hashingThreads],
    [busy(cost.redis), 1],
  ];
}

describe('the capacity', () => {
  it('keeps something busy all the time, and nothing busier than that (the utilization law)', () => {
    fc.assert(
      fc.property(costs, deployments, (cost, deployment) => {
        const { perSecond } = capacityOf(cost, deployment);
        const shares = busyAt(cost, deployment, perSecond).map(
          ([busy = NaN, servers = NaN]) => busy / servers,
        );
        expect(Math.max(...shares)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('never falls with more cores, gateways or hashing threads', () => {
    fc.assert(
      fc.property(costs, deployments, (cost, deployment) => {
        const { machines, gateways, hashingThreads } = deployment;
        const now = capacityOf(cost, deployment).perSecond;
        const grown = [
          { ...deployment, machines: machines.map((each) => ({ ...each, cores: each.cores + 1 })) },
          { ...deployment, gateways: gateways + 1 },
          { ...deployment, hashingThreads: hashingThreads + 1 },
        ];
        for (const larger of grown) expect(capacityOf(cost, larger).perSecond).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('never rises with what a login costs, whoever it is that takes more', () => {
    fc.assert(
      fc.property(
        costs,
        deployments,
        fc.constantFrom(...SERVING_PARTS),
        ms,
        (cost, deployment, part, more) => {
          const dearer = { ...cost, [part]: cost[part] + more };
          expect(capacityOf(dearer, deployment).perSecond).toBeLessThanOrEqual(
            capacityOf(cost, deployment).perSecond,
          );
        },
      ),
    );
  });

  it('is the same with all costs and all servers twice as many, but for the one thread of Redis', () => {
    fc.assert(
      fc.property(costs, count, count, (cost, cores, gateways) => {
        const one = capacityOf(cost, sharedMachine(cores, gateways));
        const double = sharedMachine(2 * cores, 2 * gateways);
        const both = capacityOf(cost, double);
        expect(both.perSecond).toBeLessThanOrEqual(2 * one.perSecond * SLACK);
        expect(both.perSecond * SLACK).toBeGreaterThanOrEqual(
          Math.min(2 * one.perSecond, 1_000 / cost.redis),
        );
      }),
    );
  });

  const COST = { gatewayMain: 4, gatewayHashing: 10, gatewayOther: 1, postgres: 4, redis: 1 };

  it('names what is used up first', () => {
    expect(capacityOf(COST, sharedMachine(2))).toEqual({ what: 'cores of the machine', perSecond: 100 });
    expect(capacityOf(COST, sharedMachine(16))).toEqual({
      what: 'main threads of the gateways',
      perSecond: 250,
    });
    expect(capacityOf(COST, { ...sharedMachine(16), hashingThreads: 1 })).toEqual({
      what: 'hashing threads',
      perSecond: 100,
    });
    expect(capacityOf(COST, sharedMachine(1_000, 1_000))).toEqual({
      what: 'the thread of Redis',
      perSecond: 1_000,
    });
    const ownDatabase: Deployment = {
      machines: [
        { name: 'the front', cores: 16, runs: ['gatewayMain', 'gatewayHashing', 'gatewayOther', 'redis'] },
        { name: 'the database', cores: 1, runs: ['postgres'] },
      ],
      gateways: 4,
      hashingThreads: 16,
    };
    expect(capacityOf(COST, ownDatabase)).toEqual({ what: 'cores of the database', perSecond: 250 });
  });

  it('is not limited by what a login does not need', () => {
    const free = { ...COST, gatewayMain: 0, redis: 0 };
    expect(capacityOf(free, sharedMachine(1_500)).perSecond).toBe(100_000);
  });
});

describe('what so many logins a second need', () => {
  const wanted = fc.integer({ min: 1, max: 2_000 });

  it('serves them, and with one core, gateway or hashing thread less does not', () => {
    fc.assert(
      fc.property(costs, wanted, (cost, perSecond) => {
        fc.pre(perSecond * cost.redis <= 1_000);
        const { cores, gateways, hashingThreads } = needOf(cost, perSecond);
        const threadsOfEach = Math.ceil(hashingThreads / gateways);
        const enough = { ...sharedMachine(cores, gateways), hashingThreads: threadsOfEach };
        expect(capacityOf(cost, enough).perSecond * SLACK).toBeGreaterThanOrEqual(perSecond);
        const less: readonly (readonly [number, number])[] = [
          [cores, sumOf(cost)],
          [gateways, cost.gatewayMain],
          [hashingThreads, cost.gatewayHashing],
        ];
        for (const [servers, each] of less) {
          expect((servers - 1) * 1_000).toBeLessThan(perSecond * each * SLACK);
        }
      }),
    );
  });

  it('accounts for every busy core: those of the parts are cost × logins', () => {
    fc.assert(
      fc.property(costs, wanted, (cost, perSecond) => {
        fc.pre(perSecond * cost.redis <= 1_000);
        const { busyCores } = needOf(cost, perSecond);
        for (const part of SERVING_PARTS) {
          expect(busyCores[part] * 1_000).toBeCloseTo(perSecond * cost[part], 6);
        }
      }),
    );
  });

  it('is nothing that one Redis could give, beyond its one thread', () => {
    const cost = { gatewayMain: 1, gatewayHashing: 1, gatewayOther: 1, postgres: 1, redis: 2 };
    expect(needOf(cost, 500).cores).toBe(3);
    expect(() => needOf(cost, 501)).toThrow('one Redis serves 500 logins a second at most');
  });
});

describe('the time of a hash at other parameters', () => {
  it('grows with memory × passes, and is the measured one at its own', () => {
    fc.assert(
      fc.property(ms, count, count, count, count, (measured, memory, passes, otherMemory, otherPasses) => {
        const from = { memoryKiB: memory * 1_024, passes };
        const to = { memoryKiB: otherMemory * 1_024, passes: otherPasses };
        const there = hashingMsAt({ ...from, ms: measured }, to);
        expect(hashingMsAt({ ...from, ms: measured }, from)).toBeCloseTo(measured, 9);
        expect(hashingMsAt({ ...to, ms: there }, from)).toBeCloseTo(measured, 6);
        expect(there / measured).toBeCloseTo((otherMemory * otherPasses) / (memory * passes), 6);
      }),
    );
  });
});
