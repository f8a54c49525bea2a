import type { HashingLoad } from '../../credentials/hashing/hashing-bulkhead';
import type { MeasureSealing } from '../../history/sealing/sealing-backlog';
import type { MeasureOutbox } from '../../notices/outbox-depth';
import type { PoolUse } from '../../platform/postgres/pool-use';
import type { Probe } from '../http/health';

/** What is not counted as it passes, but read when somebody looks. */
export interface GaugeSources {
  readonly hashingLoad: () => HashingLoad;
  readonly poolUse: () => PoolUse;
  readonly measureOutbox: MeasureOutbox;
  readonly measureSealing: MeasureSealing;
  readonly probes: Readonly<Record<string, Probe>>;
  readonly draining: () => boolean;
}
