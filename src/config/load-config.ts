import { availableParallelism } from 'node:os';
import { buildConfig } from './build-config';
import type { Config } from './config';
import { ConfigFaults } from './config-faults';
import type { ConfigFault } from './config-faults';
import { crossChecks } from './cross-checks';
import { deepFreeze } from './deep-freeze';
import { developmentSecrets } from './development-secrets';
import { misspellings } from './misspellings';
import { productionRules } from './production-rules';
import { readSettings } from './read-settings';
import type { SettingValues } from './settings';

/**
 * Turns the environment into the configuration, checked once and frozen. Outside production, secrets that are not
 * given come from the data folder.
 * @throws ConfigFaults with every fault at once; it holds names, never values
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const values = checkedSettings(env);
  const { ATTEMPT_KEY_SECRET, PEPPERS, RECEIPT_KEY_SECRET } = values;
  if (ATTEMPT_KEY_SECRET !== undefined && PEPPERS !== undefined && RECEIPT_KEY_SECRET !== undefined) {
    const complete = { ...values, ATTEMPT_KEY_SECRET, PEPPERS, RECEIPT_KEY_SECRET };
    return deepFreeze(buildConfig(complete, availableParallelism()));
  }
  return loadConfig({ ...env, ...secretsMissingFrom(values) });
}

function checkedSettings(env: NodeJS.ProcessEnv): SettingValues {
  const { values, faults } = readSettings(env);
  const faulty = new Set(faults.map(({ name }) => name.replace(/_FILE$/, '')));
  // What stands in for a faulty setting is nobody's wish, so it is not blamed a second time.
  const isNews = ({ name }: ConfigFault): boolean => !faulty.has(name);
  const broken = [...crossChecks(values), ...productionRules(values, env)].filter(isNews);
  const all = [...misspellings(Object.keys(env)), ...faults, ...broken];
  if (all.length > 0) throw new ConfigFaults(all);
  return values;
}

function secretsMissingFrom(values: SettingValues): NodeJS.ProcessEnv {
  const kept = developmentSecrets(values.DATA_DIR);
  return {
    ...(values.ATTEMPT_KEY_SECRET === undefined && { ATTEMPT_KEY_SECRET: kept.ATTEMPT_KEY_SECRET }),
    ...(values.PEPPERS === undefined && { PEPPERS: kept.PEPPERS }),
    ...(values.RECEIPT_KEY_SECRET === undefined && { RECEIPT_KEY_SECRET: kept.RECEIPT_KEY_SECRET }),
  };
}
