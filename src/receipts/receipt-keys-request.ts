import { parseArgs } from 'node:util';

/** What an operator wants of the keys. */
export type ReceiptKeysRequest =
  | { readonly kind: 'LIST' }
  | { readonly kind: 'ROTATE'; readonly atOnce: boolean }
  | { readonly kind: 'REVOKE'; readonly kid: string };

/** How `npm run receipt-keys` is used. */
export const RECEIPT_KEYS_USAGE = `Usage: npm run receipt-keys -- COMMAND
  list          every key, its stage and its times (UTC)
  rotate        makes a key that signs once verifiers had time to read it
  rotate --now  makes a key that signs at once
  revoke KID    takes a key out of use at once, after a compromise; a new one signs in its place`;

/** Reads the words behind `npm run receipt-keys --`; null if they make no sense. */
export function parseReceiptKeysRequest(words: readonly string[]): ReceiptKeysRequest | null {
  const parsed = parsedWords(words);
  if (parsed === null) return null;
  const { atOnce, positionals } = parsed;
  const [command, kid, ...rest] = positionals;
  if (rest.length > 0 || (atOnce && command !== 'rotate')) return null;
  if (command === 'revoke') return kid === undefined ? null : { kind: 'REVOKE', kid };
  if (kid !== undefined) return null;
  if (command === 'list') return { kind: 'LIST' };
  return command === 'rotate' ? { kind: 'ROTATE', atOnce } : null;
}

function parsedWords(
  words: readonly string[],
): { readonly atOnce: boolean; readonly positionals: readonly string[] } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { now: { type: 'boolean' } },
      allowPositionals: true,
    });
    return { atOnce: values.now === true, positionals };
  } catch {
    return null;
  }
}
