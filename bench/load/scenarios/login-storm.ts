import { customerClient, customerLogin, customerOf } from '../customers';
import { mustHappen, type Scenario } from '../scenario';

/** Monday, nine o'clock. */
export const loginStorm: Scenario = {
  name: 'login-storm',
  about: 'Customers log in, each from his own device: each gets in, or is told when to come back.',
  rate: 20,
  seconds: 30,
  population: (arrivals) => ({ users: 2 * arrivals, newcomers: 0 }),
  prepare: (load) =>
    Promise.resolve({
      send: async (arrival) => {
        const index = customerOf(load, arrival);
        return (await customerLogin(load, index, customerClient(load, index))).member;
      },
      judge: (outcomes) => mustHappen(outcomes, 'LoggedIn'),
    }),
};
