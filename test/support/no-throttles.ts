import { SETTINGS } from '../../src/config/settings';

/** Every throttle there is, as wide as it goes: tests and measurements come from few addresses and sessions. */
export function noThrottles(): NodeJS.ProcessEnv {
  const names = Object.keys(SETTINGS).filter((name) => name.endsWith('_THROTTLE_POINTS'));
  return Object.fromEntries(names.map((name) => [name, '1000000']));
}
