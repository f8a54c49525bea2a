import type { AttemptAdministration } from '../attempts/attempt-administration';
import type { Clock } from '../platform/clock';
import type { SessionStore } from '../session/session-store';
import { FEWEST_STAFF } from './four-eyes';
import { staffEvent } from './staff-event';
import type { StaffRegister } from './staff-register';

export interface RemoveStaffRequest {
  readonly staffId: string;
  /** Even if too few are left for four eyes. */
  readonly force: boolean;
}

export type RemoveStaffOutcome = 'REMOVED' | 'TOO_FEW_LEFT' | 'NOT_FOUND';

/** What removing a member of staff works with. */
export interface RemoveStaffPorts {
  readonly register: StaffRegister;
  readonly sessions: SessionStore;
  readonly attempts: AttemptAdministration;
  readonly clock: Clock;
}

/**
 * The operator removes a member of staff who leaves: his login ID is unknown from then on, and free. What he received,
 * verified and executed stays, and so does his name on it (R6, R11).
 */
export class RemoveStaff {
  constructor(private readonly ports: RemoveStaffPorts) {}

  async run({ staffId, force }: RemoveStaffRequest): Promise<RemoveStaffOutcome> {
    const { register, sessions, attempts, clock } = this.ports;
    const event = staffEvent('STAFF_REMOVED', staffId, clock.now());
    const removed = await register.remove(staffId, force ? 0 : FEWEST_STAFF, event);
    if (removed.kind !== 'REMOVED') return removed.kind;
    // Without a login password, sessions give nobody any rights; ending them frees the store.
    await sessions.endAll(staffId);
    // A lock or suspension left behind would tell a stranger that this login ID was once somebody's.
    for (const key of removed.keys) await attempts.release(key);
    return 'REMOVED';
  }
}
