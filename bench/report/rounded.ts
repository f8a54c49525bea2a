/** Four significant digits: the rest is noise, and would make every comparison of two files differ. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
