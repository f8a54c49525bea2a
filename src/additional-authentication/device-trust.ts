import type { EntityManager } from 'typeorm';
import type { History } from '../history/history';
import type { Origin } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';
import { additionalAuthenticationEvent, type ConcernedUser } from './additional-authentication-event';
import type { Device } from './device-token';
import type { ReadEnvironment } from './environment-reader';
import type { TrustedDevices } from './trusted-device';

/** Makes the environment of a request one that its user has proved to be his (R8). */
export class DeviceTrust {
  constructor(
    private readonly readEnvironment: ReadEnvironment,
    private readonly devices: TrustedDevices,
    private readonly history: History,
    private readonly clock: Clock,
    private readonly newId: NewId,
  ) {}

  /** Trusts and records it within `transaction`; nothing happens if it is known already. */
  async trust(
    user: ConcernedUser,
    origin: Origin,
    device: Device,
    transaction: EntityManager,
  ): Promise<void> {
    const trustedAt = this.clock.now();
    const environment = { ...this.readEnvironment(origin, device), deviceHash: device.hash };
    const added = await this.devices.trust(
      user.id,
      { ...environment, id: this.newId(), trustedAt },
      transaction,
    );
    if (!added) return;
    const event = additionalAuthenticationEvent('DEVICE_TRUSTED', user, 'USER', origin, trustedAt);
    await this.history.append(event, transaction);
  }
}
