import { readArguments, type Bar } from './arguments';
import { Cleanup } from './cleanup';
import { lineOf, type Proof, type ProofOptions } from './proof';
import { proveGraphqlOverHttp } from './prove-graphql-over-http';
import { proveByTests } from './prove-by-tests';
import { proveFuzz } from './fuzz/prove-fuzz';
import { proveIndistinguishable } from './timing/prove-indistinguishable';
import { proveCanary } from './canary/prove-canary';

type Prover = (options: ProofOptions, cleanup: Cleanup) => Promise<Proof>;

const PROVERS: Readonly<Record<Bar, Prover>> = {
  F2: proveByTests('F2', [
    'test/e2e/attacks/parallel-guesses',
    'test/e2e/attacks/many-guesses-in-one-request',
    'test/integration/attempts/guess-budget',
  ]),
  F3: proveByTests('F3', ['test/e2e/attacks/concurrent-logins']),
  F4: proveByTests('F4', ['test/faults/redis', 'test/integration/attempts/redis-loss']),
  F5: proveByTests('F5', ['test/faults/postgres', 'test/integration/attempts/own-faults']),
  F6: proveByTests('F6', ['test/faults/killed-gateway', 'test/integration/attempts/crash']),
  F7: proveByTests('F7', ['test/faults/shutdown']),
  F8: proveGraphqlOverHttp,
  F9: proveFuzz,
  F10: proveIndistinguishable,
  F11: proveCanary,
  F12: proveByTests('F12', ['test/e2e/authorization']),
  F13: proveByTests('F13', ['test/integration/history/tampering', 'test/unit/history/chain']),
};

/** `npm run prove`: prints one line a bar, and ends with 1 if one is missed. docs/proofs.md explains each. */
async function main(): Promise<void> {
  const { only, ...figures } = readArguments(process.argv.slice(2));
  const tell = (line: string): void => void process.stdout.write(`      ${line}\n`);
  process.stdout.write(`seed ${figures.seed}\n`);
  const cleanup = new Cleanup();
  cleanup.alsoOnSignals();
  for (const bar of only) {
    const proof = await proved(bar, { ...figures, tell }, cleanup);
    process.stdout.write(`${lineOf(proof)}\n`);
    if (!proof.met) process.exitCode = 1;
  }
}

/** What the prover started ends with it, whatever becomes of it; a prover that fails has proved nothing. */
async function proved(bar: Bar, options: ProofOptions, cleanup: Cleanup): Promise<Proof> {
  try {
    return await PROVERS[bar](options, cleanup);
  } catch (fault) {
    const { stack = String(fault) } = fault as Error;
    return { bar, figure: 'the prover failed', goal: 'a result', met: false, details: stack.split('\n') };
  } finally {
    await cleanup.close();
  }
}

main().catch((fault: unknown) => {
  process.stderr.write(`${String(fault)}\n`);
  process.exitCode = 2;
});
