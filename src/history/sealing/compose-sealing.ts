import type { DataSource } from 'typeorm';
import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import { Rounds } from '../../platform/rounds';
import type { EndedLocks } from './ended-locks';
import { PostgresSealer } from './postgres-sealer';
import { seal } from './seal';

/** How the history is sealed. */
export interface HistorySettings {
  /** The secret that the key of the seal is derived from; at least 32 bytes. */
  readonly secret: Uint8Array;
  readonly sealIntervalMs: number;
}

/** What sealing is made of. */
export interface SealingParts {
  readonly dataSource: DataSource;
  readonly endedLocks: EndedLocks;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Puts the sealing of the history together; the composition root starts it and stops it after the last request. */
export function composeSealing(parts: SealingParts, settings: HistorySettings): Rounds {
  const { dataSource, endedLocks, clock, logger } = parts;
  const sealer = new PostgresSealer(dataSource, seal(settings.secret));
  const round = async (): Promise<void> => {
    await endedLocks.record(clock.now());
    await sealer.sealWaiting();
  };
  // What has not been sealed is at most one interval and one round old; an orderly shutdown leaves nothing unsealed.
  return new Rounds({
    round,
    intervalMs: settings.sealIntervalMs,
    lastRound: true,
    report: (err) => {
      logger.error({ err }, 'the history could not be sealed');
    },
  });
}
