import type { DataSource } from 'typeorm';
import type { RedisConnection } from '../platform/redis/redis-connection';
import { OpenRegistration, type OpenRegistrationPorts } from './open-registration';
import { PostgresInquiryAccounts } from './postgres-inquiry-accounts';
import { PostgresMasterRegister } from './postgres-master-register';
import { RedisOpenRegistrations } from './redis-open-registrations';
import { RegisterMasterUser, type RegisterMasterUserPorts } from './register-master-user';

/** What first registration takes from the rest of the gateway. */
export interface RegistrationPorts
  extends
    Omit<OpenRegistrationPorts, 'attempts' | 'accounts' | 'openRegistrations'>,
    Omit<RegisterMasterUserPorts, 'attempts' | 'register' | 'openRegistrations'> {
  readonly dataSource: DataSource;
  readonly redis: RedisConnection;
  readonly redisPrefix: string;
  readonly guard: OpenRegistrationPorts['attempts'];
  readonly attempts: RegisterMasterUserPorts['attempts'];
}

/** First registration (R2), put together. */
export interface Registration {
  readonly opening: OpenRegistration;
  readonly registration: RegisterMasterUser;
}

/** Puts first registration together; a registration stays open for `seconds`. */
export function composeRegistration(
  { dataSource, redis, redisPrefix, guard, ...ports }: RegistrationPorts,
  { seconds }: { readonly seconds: number },
): Registration {
  const openRegistrations = new RedisOpenRegistrations(redis, redisPrefix);
  return {
    opening: new OpenRegistration(
      { ...ports, attempts: guard, accounts: new PostgresInquiryAccounts(dataSource), openRegistrations },
      seconds,
    ),
    registration: new RegisterMasterUser({
      ...ports,
      register: new PostgresMasterRegister(dataSource, ports.history),
      openRegistrations,
    }),
  };
}
