import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JoseKeyBox } from '../../../src/receipts/jose-key-box';
import type { OpenKey } from '../../../src/receipts/key-box';
import type { StoredKey } from '../../../src/receipts/receipt-key';
import type { TestGateway } from '../../support/gateway';
import { forkTypeScript } from '../../support/typescript-child';

const COMMAND = join(__dirname, '..', '..', '..', 'src', 'receipt-keys.ts');

/** Runs `npm run receipt-keys -- words` for the gateway's database. */
export async function receiptKeys(
  { env }: Pick<TestGateway, 'env'>,
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly output: string }> {
  const given = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const child = forkTypeScript(COMMAND, { args: words, env: Object.fromEntries(given) });
  const [code] = (await once(child.process, 'close')) as [number];
  return { code, output: child.output() };
}

/** The names of the keys that the gateway publishes. */
export async function publishedKids({ url }: Pick<TestGateway, 'url'>): Promise<string[]> {
  const response = await fetch(`${url}/.well-known/jwks.json`);
  const { keys } = (await response.json()) as { readonly keys: readonly { readonly kid: string }[] };
  return keys.map(({ kid }) => kid);
}

/** Waits until what the gateway publishes is so. */
export async function untilPublished(
  gateway: TestGateway,
  wanted: (kids: readonly string[]) => boolean,
): Promise<void> {
  for (let looks = 0; looks < 200; looks += 1) {
    if (wanted(await publishedKids(gateway))) return;
    await sleep(50);
  }
  throw new Error(`published: ${(await publishedKids(gateway)).join(', ')}`);
}

/** The key that signs now, opened with the gateway's secret: what somebody has who has stolen both. */
export async function stolenKey(gateway: TestGateway): Promise<OpenKey> {
  const [row] = await gateway.query<Pick<StoredKey, 'kid' | 'publicJwk' | 'sealedPrivateJwk'>>(
    `SELECT kid, public_jwk AS "publicJwk", private_jwe AS "sealedPrivateJwk" FROM receipt_keys
      WHERE now() >= signs_from AND now() < signs_until AND revoked_at IS NULL`,
  );
  if (row === undefined) throw new Error('no key signs');
  return new JoseKeyBox(Buffer.from(gateway.env['RECEIPT_KEY_SECRET'] ?? '', 'base64')).open(row);
}
