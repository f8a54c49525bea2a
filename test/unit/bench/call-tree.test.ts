import fc from 'fast-check';
import { callTree, type Call } from '../../../bench/report/call-tree';
import { familyOf } from '../../../bench/report/code-family';
import { samplesFrom, type CpuProfile } from '../../../bench/report/cpu-profile';

const NO_SOURCE = { url: '', lineNumber: -1 };
const ROOT = { functionName: '(root)', ...NO_SOURCE };

function frame(functionName: string, url = 'file:///app/dist/src/login/login.js', lineNumber = 4) {
  return { functionName, url, lineNumber };
}

/** Two nodes of `login`, as V8 makes them when it compiles a function anew, each with a `check` of its own. */
const PROFILE: CpuProfile = {
  nodes: [
    { id: 1, callFrame: ROOT, children: [2, 3, 4, 5, 8] },
    { id: 2, callFrame: { functionName: '(program)', ...NO_SOURCE } },
    { id: 3, callFrame: { functionName: '(idle)', ...NO_SOURCE } },
    { id: 4, callFrame: frame('login'), children: [6] },
    { id: 5, callFrame: frame('login'), children: [7] },
    { id: 6, callFrame: frame('check') },
    { id: 7, callFrame: frame('check') },
    { id: 8, callFrame: { functionName: '(garbage collector)', ...NO_SOURCE } },
  ],
  samples: [4, 4, 5, 6, 7, 8, 2, 3],
  // The first is over before the millisecond from which on is asked.
  timeDeltas: [900, 110, 20, 30, 40, 50, 60, 190],
};

describe('the tree of calls', () => {
  const { root, elapsedUs, busy } = callTree(PROFILE, 1);
  const names = root.calls.map(({ name }) => name);

  it('has equal paths once, with the time of all of them', () => {
    expect(root.calls[0]).toMatchObject({ name: 'login', selfUs: 130, totalUs: 200 });
    expect(root.calls[0]?.calls).toEqual([
      {
        name: 'check',
        source: 'src/login/login.js:5',
        family: 'Sekisho',
        selfUs: 70,
        totalUs: 70,
        calls: [],
      },
    ]);
  });

  it('tells functions apart that have the same name in different places, and paths with different callers', () => {
    const { root: other } = callTree(
      {
        nodes: [
          { id: 1, callFrame: ROOT, children: [2, 3] },
          { id: 2, callFrame: frame('run', 'node:a'), children: [4] },
          { id: 3, callFrame: frame('run', 'node:a', 9), children: [5] },
          { id: 4, callFrame: frame('f') },
          { id: 5, callFrame: frame('f') },
        ],
        samples: [4, 5],
        timeDeltas: [30, 20],
      },
      0,
    );
    expect(other.calls.map(({ source, calls }) => [source, calls.map(({ totalUs }) => totalUs)])).toEqual([
      ['node:a:5', [30]],
      ['node:a:10', [20]],
    ]);
  });

  it('leaves out what was before the gateway was ready', () => {
    expect(elapsedUs).toBe(500);
    expect(callTree(PROFILE, 0).root.totalUs).toBe(root.totalUs + 900);
  });

  it('leaves out idle time and (program), and counts only the first as idle', () => {
    expect(names).toEqual(['login', '(garbage collector)']);
    expect(root.totalUs).toBe(250);
    expect(busy).toBeCloseTo(310 / 500);
  });

  it('has the garbage collector by itself', () => {
    expect(root.calls[1]).toMatchObject({ family: 'garbage collector', selfUs: 50, totalUs: 50, source: '' });
  });

  it('is nothing when nothing was sampled', () => {
    expect(callTree({ nodes: [], samples: [], timeDeltas: [] }, 0)).toMatchObject({
      elapsedUs: 0,
      busy: 0,
      root: { name: 'all', totalUs: 0, calls: [] },
    });
  });

  it('never has more in the calls than in the caller, and loses no time', () => {
    fc.assert(
      fc.property(profiles(), fc.integer({ min: 0, max: 3 }), (profile, fromMs) => {
        const tree = callTree(profile, fromMs);
        everyCall(tree.root, ({ selfUs, totalUs, calls }) => {
          const inCalls = calls.reduce((sum, call) => sum + call.totalUs, 0);
          expect(inCalls).toBeLessThanOrEqual(totalUs);
          expect(inCalls + selfUs).toBe(totalUs);
          expect(new Set(calls.map(({ name, source }) => `${name} ${source}`)).size).toBe(calls.length);
          expect(calls.every((call) => call.totalUs > 0)).toBe(true);
        });
        const drawn = [...samplesFrom(profile, fromMs)].filter(
          ({ frame: ran }) => ran !== null && ran.functionName !== '(program)',
        );
        expect(tree.root.totalUs).toBe(drawn.reduce((sum, { tookUs }) => sum + tookUs, 0));
      }),
    );
  });
});

describe('the family of code', () => {
  it.each([
    ['file:///app/dist/src/login/login.js', 'Sekisho'],
    ['file:///app/node_modules/@apollo/server/dist/cjs/runHttpQuery.js', 'GraphQL and Apollo'],
    ['file:///app/node_modules/@as-integrations/fastify/build/handler.js', 'GraphQL and Apollo'],
    ['file:///app/node_modules/graphql/execution/execute.js', 'GraphQL and Apollo'],
    ['file:///app/node_modules/fastify/lib/reply.js', 'Fastify'],
    ['file:///app/node_modules/ioredis/built/Redis.js', 'Redis'],
    ['file:///app/node_modules/pg-protocol/dist/parser.js', 'Postgres'],
    ['file:///app/node_modules/sonic-boom/index.js', 'pino'],
    ['file:///app/node_modules/ipaddr.js/lib/ipaddr.js', 'other packages'],
    ['node:internal/process/task_queues', 'Node'],
    ['', 'native'],
  ])('of %j is %s', (url, family) => {
    expect(familyOf(frame('f', url))).toBe(family);
  });
});

function everyCall(call: Call, check: (call: Call) => void): void {
  check(call);
  for (const each of call.calls) everyCall(each, check);
}

/** Trees of few names, so that equal paths are many: each node hangs on one before it. */
function profiles(): fc.Arbitrary<CpuProfile> {
  const names = fc.constantFrom('a', 'b', '', '(idle)', '(program)', '(garbage collector)');
  const calls = fc.array(fc.record({ caller: fc.nat(), name: names }), { maxLength: 40 });
  const samples = fc.array(fc.record({ node: fc.nat(), tookUs: fc.nat(900) }), { maxLength: 60 });
  return fc.tuple(calls, samples).map(([called, sampled]) => {
    const callers = called.map(({ caller }, index) => 1 + (caller % (index + 1)));
    const frames = [ROOT, ...called.map(({ name }) => frame(name, name.startsWith('(') ? '' : 'node:x'))];
    return {
      nodes: frames.map((callFrame, index) => ({
        id: index + 1,
        callFrame,
        children: callers.flatMap((caller, nth) => (caller === index + 1 ? [nth + 2] : [])),
      })),
      samples: sampled.map(({ node }) => 1 + (node % frames.length)),
      timeDeltas: sampled.map(({ tookUs }) => tookUs),
    };
  });
}
