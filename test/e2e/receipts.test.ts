import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenKey } from '../../src/receipts/key-box';
import type { ReceiptContent, ReceiptRequest } from '../../src/receipts/receipt';
import { startGateway, type TestGateway } from '../support/gateway';
import { startCoreBanking, type CoreBanking } from './support/core-banking';
import { ACCOUNT } from './support/paper';
import { loggedIn, MASTER } from './support/people';
import { inquire } from './support/pins';
import { publishedKids, receiptKeys, stolenKey, untilPublished } from './support/receipt-keys';

const TYPE = 'sekisho-receipt+jwt';
const account = { branchCode: '001', accountType: 'ORDINARY', accountNumber: '1234567' } as const;
const organization = { id: randomUUID(), name: '関所商事', selfApprovalAllowed: false, ...account };
/** One that was never carried out. */
const newTransfer = () =>
  ({
    kind: 'TRANSFER',
    reference: `T-${randomUUID()}`,
    amountYen: 98_000,
    payloadSha256: 'a'.repeat(64),
  }) as const;
const data = {
  requestId: randomUUID(),
  contentVersion: 3,
  dataKind: 'TRANSFER',
  itemCount: 12,
  totalAmountYen: 4_500_000,
  payloadSha256: 'b'.repeat(64),
  requestedByUserId: randomUUID(),
} as const;

let gateway: TestGateway;
let bank: CoreBanking;
let transfer: ReturnType<typeof newTransfer>;
beforeAll(async () => {
  gateway = await startGateway({ RECEIPT_KEY_REFRESH_MS: '100' });
  bank = startCoreBanking(gateway.url);
});
afterAll(async () => {
  await bank.close();
  await gateway.close();
});

beforeEach(() => {
  transfer = newTransfer();
});

function request(content: ReceiptContent = transfer, id: string = randomUUID()): ReceiptRequest {
  return { id, organization, userId: randomUUID(), content };
}

async function signed(content?: ReceiptContent, id?: string): Promise<string> {
  return (await gateway.receipts.sign(request(content, id))).jws;
}

function partsOf(jws: string): {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
} {
  const [header = '', claims = ''] = jws.split('.');
  return { header: decode(header), claims: decode(claims) };
}

function decode(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** The order that a content allows, as the core-banking system holds it. */
function order(content: ReceiptContent = transfer): object {
  return { account, ...content };
}

/** Claims such as the gateway makes, signed by its own key: only what a test changes is wrong with them. */
async function signedByTheGatewaysKey(changes: object, type = TYPE): Promise<string> {
  const { claims } = partsOf(await signed());
  return (await stolenKey(gateway)).sign({ ...claims, ...changes }, type);
}

describe('R10: a receipt, as the core-banking system verifies it', () => {
  it.each<ReceiptContent>([
    { kind: 'INQUIRY' },
    newTransfer(),
    { kind: 'APPROVAL', ...data },
    { kind: 'APPROVAL_CANCELLATION', ...data, cancelledReceiptId: randomUUID() },
  ])('lets the order through that it was signed for: $kind', async (content) => {
    expect(await bank.present(await signed(content), order(content))).toBe('CARRIED_OUT');
  });

  it('is what an operation returns: one authorised inquiry, one answer', async () => {
    const master = await loggedIn(gateway, MASTER);
    const { receipt } = await inquire(master);
    const inquiry = { kind: 'INQUIRY', account: ACCOUNT };
    expect(await bank.present(String(receipt), inquiry)).toBe('CARRIED_OUT');
    expect(await bank.present(String(receipt), inquiry)).toBe('RECEIPT_USED');
  });

  it('says who, for which account, what and until when, and nothing else', async () => {
    const wanted = request({ kind: 'APPROVAL', ...data });
    const { jws, expiresAt, id } = await gateway.receipts.sign(wanted);
    const { header, claims } = partsOf(jws);
    expect(header).toEqual({ alg: 'EdDSA', kid: (await publishedKids(gateway))[0], typ: TYPE });
    const iat = Number(claims['iat']);
    expect(claims).toEqual({
      iss: 'sekisho',
      aud: 'core-banking',
      sub: wanted.userId,
      jti: wanted.id,
      iat,
      exp: iat + 120,
      organization: { id: organization.id, ...account },
      content: { kind: 'APPROVAL', ...data },
    });
    expect(Math.abs(Date.now() / 1_000 - iat)).toBeLessThan(5);
    expect([expiresAt.getTime(), id]).toEqual([(iat + 120) * 1_000, wanted.id]);
  });

  it('lets it through once, also when the same authorisation is signed again', async () => {
    const id = randomUUID();
    const receipt = await signed(transfer, id);
    expect(await bank.present(receipt, order())).toBe('CARRIED_OUT');
    expect(await bank.present(receipt, order())).toBe('RECEIPT_USED');
    expect(await bank.present(await signed(transfer, id), order())).toBe('RECEIPT_USED');
  });

  it.each([
    ['another account', { account: { ...account, accountNumber: '7654321' } }, 'RECEIPT_FOR_ANOTHER_ACCOUNT'],
    ['another amount', { amountYen: 98_001 }, 'RECEIPT_FOR_ANOTHER_AMOUNT'],
    ['another payload', { payloadSha256: 'c'.repeat(64) }, 'RECEIPT_FOR_ANOTHER_PAYLOAD'],
    ['another transfer', { reference: 'T-2' }, 'RECEIPT_FOR_ANOTHER_REFERENCE'],
    ['another kind of order', { kind: 'INQUIRY' }, 'RECEIPT_FOR_ANOTHER_KIND'],
  ])('does not let %s through, and is not used up by it', async (_, change, refusal) => {
    const receipt = await signed();
    expect(await bank.present(receipt, { ...order(), ...change })).toBe(refusal);
    expect(await bank.present(receipt, order())).toBe('CARRIED_OUT');
  });

  it('does not let an older version of the approved data through', async () => {
    const content = { kind: 'APPROVAL', ...data } as const;
    const older = { ...order(content), contentVersion: 2 };
    expect(await bank.present(await signed(content), older)).toBe('RECEIPT_FOR_ANOTHER_VERSION');
  });
});

describe('R10: what was authorised twice is carried out once', () => {
  it('a transfer, by its reference; another account’s of the same reference is another one', async () => {
    expect(await bank.present(await signed(), order())).toBe('CARRIED_OUT');
    expect(await bank.present(await signed(), order())).toBe('ORDER_CARRIED_OUT');
    const elsewhere = { ...account, accountNumber: '7654321' };
    const { jws } = await gateway.receipts.sign({
      ...request(),
      organization: { ...organization, ...elsewhere },
    });
    expect(await bank.present(jws, { ...order(), account: elsewhere })).toBe('CARRIED_OUT');
  });

  it('a request, whatever version of it was approved again; the refused receipt is not used up', async () => {
    const content = { kind: 'APPROVAL', ...data, requestId: randomUUID() } as const;
    expect(await bank.present(await signed(content), order(content))).toBe('CARRIED_OUT');
    const next = { ...content, contentVersion: content.contentVersion + 1 };
    const receipt = await signed(next);
    expect(await bank.present(receipt, order(next))).toBe('ORDER_CARRIED_OUT');
    expect(await bank.present(receipt, order(next))).toBe('ORDER_CARRIED_OUT');
  });

  it('a cancellation bars its approval for good, also if it comes first; a new approval is carried out', async () => {
    const content = { kind: 'APPROVAL', ...data, requestId: randomUUID() } as const;
    const id = randomUUID();
    const approval = await signed(content, id);
    const cancellation = { ...content, kind: 'APPROVAL_CANCELLATION', cancelledReceiptId: id } as const;
    expect(await bank.present(await signed(cancellation), order(cancellation))).toBe('CARRIED_OUT');
    expect(await bank.present(approval, order(content))).toBe('RECEIPT_USED');
    expect(await bank.present(await signed(content), order(content))).toBe('CARRIED_OUT');
  });

  it('a cancellation comes too late for what has been carried out', async () => {
    const content = { kind: 'APPROVAL', ...data, requestId: randomUUID() } as const;
    const id = randomUUID();
    expect(await bank.present(await signed(content, id), order(content))).toBe('CARRIED_OUT');
    const cancellation = { ...content, kind: 'APPROVAL_CANCELLATION', cancelledReceiptId: id } as const;
    expect(await bank.present(await signed(cancellation), order(cancellation))).toBe('ORDER_CARRIED_OUT');
  });
});

describe('R10: attacks on a receipt', () => {
  it('a changed claim breaks the signature', async () => {
    const [header = '', , signature = ''] = (await signed()).split('.');
    const { claims } = partsOf(await signed());
    const richer = encode({ ...claims, content: { ...transfer, amountYen: 9_800_000 } });
    expect(await bank.present(`${header}.${richer}.${signature}`, { ...order(), amountYen: 9_800_000 })).toBe(
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    );
  });

  it.each(['none', 'None', 'HS256', 'ES256', 'Ed448'])('alg %s is not taken from the header', async (alg) => {
    const { header, claims } = partsOf(await signed());
    const unsigned = `${encode({ ...header, alg })}.${encode(claims)}`;
    for (const signature of ['', 'AAAA']) {
      expect(await bank.present(`${unsigned}.${signature}`, order())).toBe('ERR_JOSE_ALG_NOT_ALLOWED');
    }
  });

  it('HS256 under the public key, in each of its forms, is refused', async () => {
    const { keys } = (await (await fetch(`${gateway.url}/.well-known/jwks.json`)).json()) as {
      readonly keys: readonly { readonly x: string }[];
    };
    const [key = { x: '' }] = keys;
    const { header, claims } = partsOf(await signed());
    const text = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
    for (const secret of [Buffer.from(key.x, 'base64url'), key.x, JSON.stringify(key)]) {
      const forged = `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
      expect(await bank.present(forged, order())).toBe('ERR_JOSE_ALG_NOT_ALLOWED');
    }
  });

  it('a receipt right in everything is what the following change', async () => {
    expect(await bank.present(await signedByTheGatewaysKey({}), order())).toBe('CARRIED_OUT');
  });

  it.each([
    ['for another audience', { aud: 'card-system' }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['of another issuer', { iss: 'sekisho-test' }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['expired beyond the tolerance', { exp: Math.floor(Date.now() / 1_000) - 6 }, 'ERR_JWT_EXPIRED'],
    ['that never expires', { exp: undefined }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['that can be used without end', { jti: undefined }, 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
  ])('one %s is refused', async (_, changes, refusal) => {
    expect(await bank.present(await signedByTheGatewaysKey(changes), order())).toBe(refusal);
  });

  it.each(['JWT', 'at+jwt', 'sekisho-session+jwt'])('a token of type %s is no receipt', async (type) => {
    expect(await bank.present(await signedByTheGatewaysKey({}, type), order())).toBe(
      'ERR_JWT_CLAIM_VALIDATION_FAILED',
    );
  });

  it('one under a key that the gateway does not publish is refused, whatever it is called', async () => {
    const stranger = await strangersKey();
    const { claims } = partsOf(await signed());
    const forged = await stranger.sign(claims, TYPE);
    expect(await bank.present(forged, order())).toBe('ERR_JWKS_NO_MATCHING_KEY');
    const [, body = '', signature = ''] = forged.split('.');
    const [ownHeader = ''] = (await signed()).split('.');
    expect(await bank.present(`${ownHeader}.${body}.${signature}`, order())).toBe(
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    );
  });

  it('the header cannot bring its own key', async () => {
    const stranger = await strangersKey();
    const { claims } = partsOf(await signed());
    const [, body = '', signature = ''] = (await stranger.sign(claims, TYPE)).split('.');
    const header = encode({ alg: 'EdDSA', typ: TYPE, jwk: stranger.publicJwk });
    expect(await bank.present(`${header}.${body}.${signature}`, order())).toMatch(/^ERR_JW/);
  });
});

/** A key that was made for somebody else's gateway. */
async function strangersKey(): Promise<OpenKey> {
  const other = await startGateway();
  try {
    return await stolenKey(other);
  } finally {
    await other.close();
  }
}

describe('R10: keys change, and receipts go on', () => {
  it('a receipt from before a change verifies after it until it expires', async () => {
    const shortLived = await startGateway({ RECEIPT_KEY_REFRESH_MS: '100', RECEIPT_SECONDS: '5' });
    const readers = [startCoreBanking(shortLived.url)];
    try {
      const receipts = await Promise.all([1, 2, 3].map(() => shortLived.receipts.sign(request())));
      const [before = '', again = '', late = ''] = receipts.map(({ jws }) => jws);
      const [oldKid] = await publishedKids(shortLived);
      expect(await receiptKeys(shortLived, 'rotate', '--now')).toMatchObject({ code: 0 });
      await untilPublished(shortLived, ({ length }) => length === 2);
      const next = newTransfer();
      const after = await shortLived.receipts.sign(request(next));
      expect(partsOf(after.jws).header['kid']).not.toBe(oldKid);
      // One that read the keys before, and one that reads them now.
      readers.push(startCoreBanking(shortLived.url));
      expect(await readers[0]?.present(before, order())).toBe('CARRIED_OUT');
      expect(await readers[1]?.present(again, order())).toBe('CARRIED_OUT');
      expect(await readers[1]?.present(after.jws, order(next))).toBe('CARRIED_OUT');
      await sleep(Math.max(0, (receipts[2]?.expiresAt.getTime() ?? 0) + 6_000 - Date.now()));
      expect(await readers[1]?.present(late, order())).toBe('ERR_JWT_EXPIRED');
    } finally {
      for (const reader of readers) await reader.close();
      await shortLived.close();
    }
  });

  it('a planned change tells the new key before it signs', async () => {
    const [oldKid] = await publishedKids(gateway);
    const { code, output } = await receiptKeys(gateway, 'rotate');
    expect([code, output]).toEqual([0, expect.stringMatching(/^made [A-Z]{24}, which signs from 20/)]);
    await untilPublished(gateway, ({ length }) => length === 2);
    expect(partsOf(await signed()).header['kid']).toBe(oldKid);
  });

  it('a revoked key is refused by who reads the keys afterwards, and another one signs at once', async () => {
    const thief = await stolenKey(gateway);
    const { claims } = partsOf(await signed());
    const forged = await thief.sign({ ...claims, jti: randomUUID() }, TYPE);
    const revoked = await receiptKeys(gateway, 'revoke', thief.kid);
    expect(revoked.output).toContain(`revoked ${thief.kid}; made `);
    await untilPublished(gateway, (kids) => !kids.includes(thief.kid));
    const reader = startCoreBanking(gateway.url);
    try {
      expect(await reader.present(forged, order())).toBe('ERR_JWKS_NO_MATCHING_KEY');
      expect(partsOf(await signed()).header['kid']).not.toBe(thief.kid);
      expect(await reader.present(await signed(), order())).toBe('CARRIED_OUT');
    } finally {
      await reader.close();
    }
  });

  it('the history names each key that was made or revoked', async () => {
    const rows = await gateway.query<{ type: string; reason: string; organization_id: null }>(
      `SELECT type, reason, organization_id FROM history_events WHERE type LIKE 'RECEIPT_KEY_%' ORDER BY id`,
    );
    expect(rows.map(({ type, reason }) => [type, reason.replace(/[A-Z]{24}$/, 'KID')])).toEqual([
      ['RECEIPT_KEY_CREATED', 'SCHEDULED_KID'],
      ['RECEIPT_KEY_CREATED', 'ORDERED_KID'],
      ['RECEIPT_KEY_REVOKED', 'REVOKED_KID'],
      ['RECEIPT_KEY_CREATED', 'REPLACEMENT_KID'],
    ]);
    expect(new Set(rows.map((row) => row.organization_id))).toEqual(new Set([null]));
  });
});
