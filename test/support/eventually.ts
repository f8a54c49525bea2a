import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves as soon as `holds` does; a bound keeps a broken system from hanging the tests. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error('it never came to hold');
}

/** Status and body of `/readyz`. */
export async function readiness({ url }: { readonly url: string }): Promise<[status: number, body: unknown]> {
  const response = await fetch(`${url}/readyz`);
  return [response.status, await response.json()];
}
