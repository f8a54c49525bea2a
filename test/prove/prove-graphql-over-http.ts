import { auditServer } from 'graphql-http';
import type { Cleanup } from './cleanup';
import type { Proof, ProofOptions } from './proof';
import { CHEAP_HASHING, openStage } from './stage';

/** F8: the audits of graphql-http, against a gateway that is asked as they ask, no header added. */
export async function proveGraphqlOverHttp(_options: ProofOptions, cleanup: Cleanup): Promise<Proof> {
  const { url } = await openStage(cleanup, CHEAP_HASHING);
  const results = await auditServer({ url: `${url}/graphql`, fetchFn: fetch });
  const failed = results.flatMap((result) => (result.status === 'ok' ? [] : [result]));
  return {
    bar: 'F8',
    figure: `${results.length - failed.length} of ${results.length} audits ok`,
    goal: '61 of 61',
    met: failed.length === 0 && results.length === 61,
    details: failed.map(({ id, name, status, reason }) => `${id} ${status}: ${name}: ${reason}`),
  };
}
