import type { UnionResult } from '../../support/gateway-client';

/** @throws Error if something else came of it: a refusal would prove less */
export function succeeds({ __typename, ...rest }: UnionResult, expected: string): void {
  if (__typename !== expected)
    throw new Error(`expected ${expected}, not ${__typename} ${JSON.stringify(rest)}`);
}
