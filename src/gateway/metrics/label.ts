/** How a constant of the code is written as the value of a label: `LOCKED_OUT` as `locked_out`. */
export function labelOf(constant: string): string {
  return constant.toLowerCase();
}
