/** Where values lie along an axis, from 0 at its beginning to 1 at its end. */
export interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

/**
 * A logarithmic axis through the values, each with a tick. Zero has no logarithm: it stands one step before the least of
 * the others, as one more step of the same kind.
 */
export function logScale(values: readonly number[]): Scale {
  const ticks = [...new Set(values)].sort((one, other) => one - other);
  const positive = ticks.filter((tick) => tick > 0).map(Math.log);
  const [first = 0, second = first + 1] = positive;
  const step = second - first;
  const from = ticks[0] === 0 ? first - step : first;
  const to = positive.at(-1) ?? first;
  const place = (value: number): number => (value > 0 ? Math.log(value) : first - step);
  return { ticks, at: (value) => (to === from ? 0.5 : (place(value) - from) / (to - from)) };
}

/** Round steps, as on a ruler. */
const STEPS = [1, 2, 2.5, 5, 10];
const MOST_STEPS = 5;

/** An axis from zero to a round number above the values, with at most six ticks. */
export function linearScale(values: readonly number[]): Scale {
  const most = Math.max(0, ...values.filter(Number.isFinite));
  const rough = (most === 0 ? 1 : most) / MOST_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough * (1 - Number.EPSILON)) ?? 10) * power;
  const count = Math.max(1, Math.ceil((most / step) * (1 - Number.EPSILON)));
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
  return { ticks, at: (value) => value / (count * step) };
}
