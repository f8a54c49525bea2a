import { MASTER } from './people';

export interface Newcomer {
  readonly loginId: string;
  readonly temporaryLoginPassword: string;
  readonly name: string;
  readonly email: string;
  readonly confirmationPassword: string;
}

/** The input that creates a general user as the demo master; each of its entries can be another. */
export function newcomer(other: Partial<Newcomer> = {}): Newcomer {
  return {
    loginId: 'yugawara9',
    temporaryLoginPassword: 'Kojiri-20u',
    name: '湯河原 泉',
    email: 'yugawara@example.com',
    confirmationPassword: MASTER.confirmationPassword,
    ...other,
  };
}
