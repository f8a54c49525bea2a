import { loginIdOf } from '../../seed/load-accounts';
import {
  customerClient,
  customerLogin,
  customerOf,
  guess,
  strangerClient,
  victimOf,
  wrongPassword,
} from '../customers';
import { mustHappen, type Load, type Scenario } from '../scenario';

/** One arrival in so many is a customer. */
const CUSTOMER_EVERY = 10;

/** Users that the guesses hit again and again, so that they are locked. */
const FAVOURITES = 20;

/** Somebody tries a stolen list of login IDs and passwords from many addresses. */
export const credentialStuffing: Scenario = {
  name: 'credential-stuffing',
  about:
    'Strangers at many addresses guess at known, locked and unknown login IDs: none gets in. Customers between them do, or are told when to come back.',
  rate: 100,
  seconds: 30,
  population: (arrivals) => ({ users: Math.max(200, 2 * arrivals), newcomers: 0 }),
  prepare: (load) =>
    Promise.resolve({
      send: async (arrival) => {
        if (arrival % CUSTOMER_EVERY === 0) {
          const index = customerOf(load, arrival / CUSTOMER_EVERY);
          const { member } = await customerLogin(load, index, customerClient(load, index));
          return `customer ${member}`;
        }
        const client = strangerClient(load, arrival);
        return `guess ${(await guess(client, guessedLoginId(load, arrival), wrongPassword(arrival))).member}`;
      },
      judge: (outcomes) => mustHappen(outcomes, 'customer LoggedIn', 'guess InvalidCredentials'),
    }),
};

function guessedLoginId(load: Load, arrival: number): string {
  switch (arrival % 3) {
    case 0:
      return loginIdOf(victimOf(load, arrival % FAVOURITES));
    case 1:
      return loginIdOf(victimOf(load, arrival));
    default:
      return `x${load.run}${String(arrival)}`;
  }
}
