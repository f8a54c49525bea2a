import type { ConfigFault } from './config-faults';
import { readSecretFile } from './secret-file';
import type { Setting } from './setting';
import { SETTINGS } from './settings';
import type { SettingValues } from './settings';

/** What the environment gave. A faulty setting has its default among the values, so that the other checks can go on. */
export interface SettingsRead {
  readonly values: SettingValues;
  readonly faults: readonly ConfigFault[];
}

interface Read {
  readonly value: unknown;
  readonly fault: ConfigFault | null;
}

/** Reads every setting from `env`, each by itself. */
export function readSettings(env: NodeJS.ProcessEnv): SettingsRead {
  const reads = Object.entries<Setting<unknown>>(SETTINGS).map(
    ([name, setting]) => [name, readSetting(name, setting, env)] as const,
  );
  return {
    values: Object.fromEntries(reads.map(([name, { value }]) => [name, value])) as SettingValues,
    faults: reads.map(([, { fault }]) => fault).filter((fault) => fault !== null),
  };
}

function readSetting(name: string, setting: Setting<unknown>, env: NodeJS.ProcessEnv): Read {
  const given = textOf(name, setting, env);
  if (typeof given !== 'string') return { value: standardOf(setting), fault: given };
  const parsed = setting.parser.safeParse(given);
  if (parsed.success) return { value: parsed.data, fault: null };
  // Only the name and the wish: zod's own messages may quote what was given.
  return { value: standardOf(setting), fault: { name, problem: `wanted ${setting.wanted}` } };
}

function standardOf(setting: Setting<unknown>): unknown {
  return setting.default === null ? undefined : setting.parser.parse(setting.default);
}

/** The text of a setting; a fault if it cannot be had, null if there is none. */
function textOf(
  name: string,
  setting: Setting<unknown>,
  env: NodeJS.ProcessEnv,
): string | ConfigFault | null {
  // Empty counts as absent: it is what container platforms pass on for a variable that is not set.
  const text = env[name] === '' ? undefined : env[name];
  const file = setting.secret ? env[`${name}_FILE`] : undefined;
  if (file === undefined || file === '') return text ?? setting.default;
  if (text === undefined) return readSecretFile(`${name}_FILE`, file);
  return { name, problem: `given twice, also as ${name}_FILE; wanted one of them` };
}
