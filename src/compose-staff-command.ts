import { composeCore } from './compose-core';
import type { Config } from './config/config';
import { UNMETERED } from './gateway/metrics/unmetered';
import { composeHelpdesk, type Helpdesk } from './helpdesk/compose-helpdesk';
import { composeSealing } from './history/sealing/compose-sealing';
import { openFoundations } from './open-foundations';
import { createLogger } from './platform/logger';

/** The administration of the helpdesk for one command; close it in the end. */
export interface StaffCommand extends Helpdesk {
  /** Seals what was recorded, so that it need not wait for a gateway, and disconnects. */
  close(): Promise<void>;
}

/**
 * Opens what the gateway stands on, in the same way: the configured database and Redis, or the private ones of the data
 * folder, which no gateway may be running then.
 * @throws StartupProblem with one sentence that says what to do
 */
export async function openStaffCommand(config: Config): Promise<StaffCommand> {
  // The outcome is all that the operator is to read.
  const logger = createLogger('silent');
  const foundations = await openFoundations(config, logger);
  try {
    const core = await composeCore(config, foundations, UNMETERED);
    const sealing = composeSealing({ ...core, logger }, config.history);
    sealing.start();
    return {
      ...composeHelpdesk(core),
      close: async () => {
        await core.attemptsIdle();
        await core.endHashing();
        await sealing.stop();
        await foundations.close();
      },
    };
  } catch (fault) {
    await foundations.close();
    throw fault;
  }
}
