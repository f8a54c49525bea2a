import type { History } from '../history/history';
import type { Origin } from '../history/history-event';
import type { Clock } from '../platform/clock';
import { isUuid } from '../platform/ids';
import type { InTransaction } from '../platform/postgres/in-transaction';
import { additionalAuthenticationEvent, type ConcernedUser } from './additional-authentication-event';
import type { Device } from './device-token';
import { compareEnvironment } from './environment';
import type { ReadEnvironment } from './environment-reader';
import type { TrustedDevice, TrustedDevices } from './trusted-device';

/** A trusted device as its user sees it. */
export interface OwnDevice extends TrustedDevice {
  /** Whether it is the very environment that asks. */
  readonly current: boolean;
}

/** A user looks his trusted devices up and forgets one, such as a machine that he has given away (R8). */
export class OwnDevices {
  constructor(
    private readonly devices: TrustedDevices,
    private readonly readEnvironment: ReadEnvironment,
    private readonly inTransaction: InTransaction,
    private readonly history: History,
    private readonly clock: Clock,
  ) {}

  async list(user: ConcernedUser, origin: Origin, device: Device | null): Promise<readonly OwnDevice[]> {
    const asking = this.readEnvironment(origin, device);
    const devices = await this.devices.of(user.id);
    return devices.map((known) => ({ ...known, current: compareEnvironment([known], asking) === 'KNOWN' }));
  }

  /** Forgets the device on every network that it was used from; false if the user has none of this id. */
  async forget(user: ConcernedUser, deviceId: string, origin: Origin): Promise<boolean> {
    if (!isUuid(deviceId)) return false;
    return this.inTransaction(async (transaction) => {
      const forgotten = await this.devices.forget(user.id, deviceId, transaction);
      if (!forgotten) return false;
      const event = additionalAuthenticationEvent('DEVICE_FORGOTTEN', user, 'USER', origin, this.clock.now());
      await this.history.append(event, transaction);
      return true;
    });
  }
}
