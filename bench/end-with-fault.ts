import { StartupProblem } from '../src/platform/embedded/startup-problem';
import { UsageError } from './options';

type ErrorClass = abstract new (...args: never[]) => Error;

/**
 * Ends a command that cannot go on: with 2 and how to use it if its command line asks for what there is not, else with 1.
 * A fault that is not one of the `expected` is told with its stack.
 */
export function endWithFault(fault: unknown, usage: string, ...expected: readonly ErrorClass[]): void {
  const known = [UsageError, StartupProblem, ...expected].some((each) => fault instanceof each);
  process.stderr.write(`${String(known ? (fault as Error).message : (fault as Error).stack)}\n`);
  if (fault instanceof UsageError) process.stderr.write(`\n${usage}`);
  process.exitCode = fault instanceof UsageError ? 2 : 1;
}
