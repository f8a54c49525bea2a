import { loginThroughput } from './b01-login-throughput';
import { lockedRefusal } from './b02-locked-refusal';
import { throttleRefusal } from './b03-throttle-refusal';
import { viewerUnderLoad } from './b04-viewer-under-load';
import { goodputInFlood } from './b05-goodput-in-flood';
import { size } from './b06-size';
import { cost } from './b07-cost';
import { counterMemory } from './b08-counter-memory';
import { twoGateways } from './b09-two-gateways';
import { start } from './b10-start';
import type { Bar } from './bar';

/** The quality bars in their order. */
export const ALL_BARS: readonly Bar[] = [
  loginThroughput,
  lockedRefusal,
  throttleRefusal,
  viewerUnderLoad,
  goodputInFlood,
  size,
  cost,
  counterMemory,
  twoGateways,
  start,
];
