import { integer, matching } from './parsers';
import { base64Key } from './secret-parsers';
import { secretSetting, setting } from './setting';

const NAME = matching(/^[\x21-\x7e]{1,200}$/, '1 to 200 printable ASCII characters without a space');

/** Signed receipts for core-banking systems, and their keys (R10). */
export const receiptSettings = {
  RECEIPT_ISSUER: setting(
    NAME,
    'sekisho',
    'The `iss` of receipts. A name and not an address: it outlives a change of host name.',
  ),
  RECEIPT_AUDIENCE: setting(NAME, 'core-banking', 'The `aud` of receipts: the core-banking system.'),
  RECEIPT_SECONDS: setting(integer(5, 900), '120', 'How long a receipt can be used.'),
  RECEIPT_KEY_SECRET: secretSetting(
    base64Key,
    'required in production; made and kept in `DATA_DIR` otherwise',
    'Seals the private keys of receipts in the database, so that whoever has the database alone cannot sign. docs/receipts.md tells how to replace it.',
  ),
  RECEIPT_KEY_DAYS: setting(integer(1, 365), '30', 'How long a key signs before the next one does.'),
  RECEIPT_KEY_LEAD_SECONDS: setting(
    integer(1, 604_800),
    '3600',
    'How long a key is published before it signs. Verifiers may keep the published keys no longer than this.',
  ),
  RECEIPT_JWKS_CACHE_SECONDS: setting(
    integer(0, 86_400),
    '300',
    'The `max-age` of `/.well-known/jwks.json`. A revoked key may be believed for so long.',
  ),
  RECEIPT_KEY_REFRESH_MS: setting(
    integer(50, 60_000),
    '5000',
    'How often a gateway looks for keys that others have made or revoked.',
  ),
};
