import { ConfigFaults } from '../../../src/config/config-faults';
import { loadConfig } from '../../../src/config/load-config';

/** The names that `env` is refused for; empty if it is accepted. */
export function faultyNames(env: NodeJS.ProcessEnv): string[] {
  return refusalOf(env)?.faults.map(({ name }) => name) ?? [];
}

/** Why `env` is refused; null if it is accepted. */
export function refusalOf(env: NodeJS.ProcessEnv): ConfigFaults | null {
  try {
    loadConfig(env);
    return null;
  } catch (error) {
    if (error instanceof ConfigFaults) return error;
    throw error;
  }
}
