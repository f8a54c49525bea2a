import { randomBytes, randomInt } from 'node:crypto';
import { DEMO_USERS } from '../../../src/demo/demo-accounts';

/** Secrets made to be found again, and those that the gateway has given out. */
export class Canaries {
  /** What all made-up secrets begin with: whoever finds it has found one of them. */
  readonly stem = `Vq7${randomBytes(2).toString('hex')}`;
  /** In the place of PINs, whose four digits would be found everywhere; no PIN is right with it. */
  readonly digits = `8${randomDigits(13)}`;
  private readonly tokens = new Set<string>();

  /** Another secret that the policy accepts: 12 characters. */
  next(): string {
    return `${this.stem}+${randomBytes(8).toString('base64url').replaceAll(/[_-]/g, 'k').slice(0, 4)}`;
  }

  /** Takes note of a token of a session, a device, a question or a registration. */
  note(token: string): void {
    if (token !== '') this.tokens.add(token);
  }

  /** Everything that is to be looked for. */
  all(): readonly string[] {
    const people = DEMO_USERS.flatMap(({ loginPassword, confirmationPassword }) => [
      loginPassword,
      confirmationPassword,
    ]);
    return [this.stem, this.digits, ...people, ...this.tokens];
  }

  /** What a secret of {@link all} is, for a report. */
  nameOf(place: number): string {
    if (place < 2) return place === 0 ? 'an entered secret' : 'a PIN';
    return place < 2 + 2 * DEMO_USERS.length ? 'a password' : 'a token';
  }
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join('');
}
