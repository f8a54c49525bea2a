import type { LoginTry } from '../measure/login-requests';
import type { World } from '../stage/world';
import { WRONG_PASSWORD } from './lock';

/** Where an attack comes from: so many addresses, each in a network of its own, as of a rented botnet. */
const ADDRESSES = 1_000;

/** Users that the attack is about: none of them is among the customers whose logins are counted. */
export interface Victims {
  /** The first of those who are locked out already, and how many they are. */
  readonly locked: { readonly from: number; readonly count: number };
  /** The first of those whose password is guessed, and how many they are. */
  readonly guessed: { readonly from: number; readonly count: number };
}

/** One guess of an attack that mixes locked users, wrong passwords and unknown IDs in equal parts. */
export function guess(world: World, { locked, guessed }: Victims, arrival: number): LoginTry {
  const turn = Math.floor(arrival / 3);
  const stranger = { loginPassword: WRONG_PASSWORD, deviceToken: null, address: addressOf(arrival) };
  switch (arrival % 3) {
    case 0:
      return { ...stranger, loginId: world.customer(locked.from + (turn % locked.count)).loginId };
    case 1:
      return { ...stranger, loginId: world.customer(guessed.from + (turn % guessed.count)).loginId };
    default:
      return { ...stranger, loginId: `ghost${String(turn % 1_000_000).padStart(6, '0')}` };
  }
}

function addressOf(arrival: number): string {
  const attacker = arrival % ADDRESSES;
  return `10.${Math.floor(attacker / 250)}.${attacker % 250}.7`;
}
