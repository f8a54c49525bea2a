import type { Random } from '../random';

/**
 * The secrets that generated requests hold, each of the form of a password. All begin alike, so that one look finds any
 * of them where it must not be; the beginning is of the seed, so that no two runs have the same.
 */
export class PlantedSecrets {
  readonly stem: string;

  constructor(seed: number) {
    this.stem = `Kq${(seed % 46_656).toString(36).padStart(3, '0')}Z7`;
  }

  /** Another one: 12 characters with letters and digits. */
  next(random: Random): string {
    return (
      this.stem +
      random
        .below(36 ** 5)
        .toString(36)
        .padStart(5, '0')
    );
  }
}
