import type { AttemptState, Settlement } from '../../../../src/attempts/attempt-state';

const SETTLEMENTS: Readonly<Record<string, Settlement>> = {
  S: 'SUCCEEDED',
  F: 'FAILED',
  R: 'REFUNDED',
  E: 'EXPIRED',
  N: 'BARRED',
};

/** Reads the hash of one credential as the model's state. */
export function stateOf(fields: Readonly<Record<string, string>>): AttemptState {
  const number = (name: string): number | null => (fields[name] === undefined ? null : Number(fields[name]));
  const tickets = (prefix: string): (readonly [string, string])[] =>
    Object.entries(fields)
      .filter(([name]) => name.length > 1 && name.startsWith(prefix))
      .map(([name, value]) => [name.slice(1), value] as const);
  const at = number('a');
  const until = number('u');
  return {
    failures: number('f') ?? 0,
    lockouts: number('l') ?? 0,
    lock: at === null || until === null ? null : { at, until },
    suspendedAt: number('s'),
    unmirrored: fields['d'] === '1',
    permits: new Map(tickets('t').map(([ticket, deadline]) => [ticket, Number(deadline)])),
    settled: new Map(
      tickets('x').map(([ticket, value]) => {
        const as = SETTLEMENTS[value.charAt(0)];
        if (as === undefined) throw new Error(`unknown settlement ${value}`);
        return [ticket, { as, at: Number(value.slice(1)) }];
      }),
    ),
  };
}
