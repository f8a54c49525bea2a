import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { principalOf } from '../../graphql/principal-of';
import { NotFound } from '../../graphql/refusals';
import type { RequestContext } from '../../graphql/request-context';
import { translate } from '../../i18n/translate';
import type { OwnDevices } from '../own-devices';
import {
  ForgetTrustedDeviceInput,
  ForgetTrustedDeviceResult,
  TrustedDeviceForgotten,
  TrustedDeviceType,
} from './device-types';

/** A user's own trusted devices (R8). */
@Resolver()
export class DevicesResolver {
  constructor(private readonly own: OwnDevices) {}

  @Query(() => [TrustedDeviceType], {
    description:
      'The devices that you have used, the newest first; from these no question is asked. Forget one that you do not know.',
  })
  async trustedDevices(@Ctx() context: RequestContext): Promise<TrustedDeviceType[]> {
    const { user } = await principalOf(context);
    const devices = await this.own.list(user, context.origin, context.deviceOf(null));
    return devices.map(({ id, osFamily, browserFamily, networkProvider, trustedAt, current }) =>
      Object.assign(new TrustedDeviceType(), {
        id,
        label: `${browserFamily} on ${osFamily}`,
        network: networkProvider,
        trustedAt,
        current,
      }),
    );
  }

  @Mutation(() => ForgetTrustedDeviceResult, { description: 'Forgets a device of yours.' })
  async forgetTrustedDevice(
    @Arg('input', () => ForgetTrustedDeviceInput, { description: 'Which device.' })
    { deviceId }: ForgetTrustedDeviceInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof ForgetTrustedDeviceResult> {
    const { user } = await principalOf(context);
    const forgotten = await this.own.forget(user, deviceId, context.origin);
    return forgotten
      ? Object.assign(new TrustedDeviceForgotten(), { deviceId })
      : Object.assign(new NotFound(), { message: translate(context.language, 'DEVICE_NOT_FOUND') });
  }
}
