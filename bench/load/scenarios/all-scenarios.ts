import type { Scenario } from '../scenario';
import { consoleJourneys } from './console-journeys';
import { credentialStuffing } from './credential-stuffing';
import { firstLoginWave } from './first-login-wave';
import { lockoutFlood } from './lockout-flood';
import { loginStorm } from './login-storm';
import { mixedDay } from './mixed-day';
import { unknownIds } from './unknown-ids';

export const ALL_SCENARIOS: readonly Scenario[] = [
  loginStorm,
  credentialStuffing,
  lockoutFlood,
  unknownIds,
  mixedDay,
  firstLoginWave,
  consoleJourneys,
];
