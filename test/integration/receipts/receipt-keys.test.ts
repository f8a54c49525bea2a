import { randomBytes } from 'node:crypto';
import type { ComposedReceipts } from '../../../src/receipts/compose-receipts';
import { JoseKeyBox } from '../../../src/receipts/jose-key-box';
import { DAY_MS, HOUR_MS, openReceiptsStage, someReceipt, START, type ReceiptsStage } from './receipts-stage';

let stage: ReceiptsStage;
beforeEach(async () => {
  stage = await openReceiptsStage();
});
afterEach(() => stage.close());

function kidOf(jws: string): string {
  const [header = ''] = jws.split('.');
  return (JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { readonly kid: string }).kid;
}

async function signer({ receipts }: ComposedReceipts): Promise<string> {
  return kidOf((await receipts.sign(someReceipt())).jws);
}

const kids = ({ ring }: ComposedReceipts): string[] => ring.published().map(({ kid }) => kid);

async function rows<Row>(sql: string): Promise<Row[]> {
  return stage.dataSource.query(sql);
}

describe('R10: keys in the database', () => {
  it('of gateways that start together on nothing, all sign with one key', async () => {
    const gateways = await Promise.all([1, 2, 3, 4].map(() => stage.gateway()));
    const signers = await Promise.all(gateways.map(signer));
    expect(new Set(signers).size).toBe(1);
    expect(await rows('SELECT kid FROM receipt_keys')).toEqual([{ kid: signers[0] }]);
  });

  it('of gateways that find the next key due together, one makes it', async () => {
    const gateways = await Promise.all([1, 2, 3, 4].map(() => stage.gateway()));
    stage.clock.forward(30 * DAY_MS - HOUR_MS);
    await Promise.all(gateways.map(({ ring }) => ring.refresh()));
    expect(await rows('SELECT kid FROM receipt_keys')).toHaveLength(2);
    for (const gateway of gateways) expect(kids(gateway)).toHaveLength(2);
  });

  it('follow each other for a year without anybody doing anything', async () => {
    const gateway = await stage.gateway();
    const signers: string[] = [];
    for (let hour = 0; hour < 365 * 24; hour += 2) {
      stage.clock.set(new Date(START.getTime() + hour * HOUR_MS));
      const tellsBefore = kids(gateway);
      const kid = await signer(gateway);
      // Known before the round in which it signs first, the very first one of all included.
      expect(tellsBefore).toContain(kid);
      await gateway.ring.refresh();
      if (signers.at(-1) !== kid) signers.push(kid);
    }
    expect(signers).toHaveLength(13);
    expect(new Set(signers).size).toBe(13);
  });

  it('signing asks the database nothing', async () => {
    const gateway = await stage.gateway();
    const before = stage.statements();
    await Promise.all(Array.from({ length: 50 }, () => signer(gateway)));
    gateway.ring.published();
    expect(stage.statements()).toBe(before);
  });

  it('a gateway whose keys may not sign any more looks for others before it gives up', async () => {
    const gateway = await stage.gateway();
    const other = await stage.gateway();
    stage.clock.forward(30 * DAY_MS - HOUR_MS);
    await other.ring.refresh();
    stage.clock.forward(HOUR_MS);
    expect(kids(gateway)).toHaveLength(1);
    expect(await signer(gateway)).toBe(await signer(other));
  });

  it('a gateway that could not look for long does not sign with a key that was revoked meanwhile', async () => {
    const gateway = await stage.gateway();
    const kid = await signer(gateway);
    await stage.rotation().revoke(kid);
    stage.clock.forward(36_000);
    expect(await signer(gateway)).not.toBe(kid);
    await rows('ALTER TABLE receipt_keys RENAME TO receipt_keys_away');
    stage.clock.forward(36_000);
    await expect(signer(gateway)).rejects.toThrow('receipt_keys');
  });

  it('the database refuses a second key that signs at the same time', async () => {
    await stage.gateway();
    await expect(
      rows(
        `INSERT INTO receipt_keys SELECT repeat('X', 24), public_jwk, private_jwe, announced_at,
                signs_from + interval '1 day', signs_until, verifies_until FROM receipt_keys`,
      ),
    ).rejects.toThrow('receipt_keys_one_signs');
  });

  it('a key is made only with its line in the history', async () => {
    const mute = { append: () => Promise.reject(new Error('the history is full')) };
    await expect(stage.gateway({}, mute)).rejects.toThrow('the history is full');
    expect(await rows('SELECT kid FROM receipt_keys')).toEqual([]);
  });

  it('no receipt outlives its key, not even under a newer setting of longer lives', async () => {
    const old = await stage.gateway();
    stage.clock.forward(30 * DAY_MS - HOUR_MS);
    await old.ring.refresh();
    const { receipts } = await stage.gateway({ seconds: 900 });
    stage.clock.forward(HOUR_MS - 1_000);
    const [key] = await rows<{ verifies_until: Date }>(
      'SELECT verifies_until FROM receipt_keys ORDER BY announced_at',
    );
    expect((await receipts.sign(someReceipt())).expiresAt).toEqual(
      new Date(Math.floor((key?.verifies_until.getTime() ?? 0) / 1_000) * 1_000),
    );
    stage.clock.forward(1_000);
    const { expiresAt } = await receipts.sign(someReceipt());
    expect(expiresAt.getTime()).toBeGreaterThan(stage.clock.now().getTime() + 898_000);
  });
});

describe('R10: whoever has the database alone', () => {
  it('finds no private key in it', async () => {
    await stage.gateway();
    const [row] = await rows<{ public_jwk: object; private_jwe: string }>(
      'SELECT public_jwk, private_jwe FROM receipt_keys',
    );
    expect(Object.keys(row?.public_jwk ?? {}).sort()).toEqual(['crv', 'kty', 'x']);
    const [header = '', encryptedKey] = row?.private_jwe.split('.') ?? [];
    expect(JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))).toMatchObject({
      alg: 'dir',
      enc: 'A256GCM',
    });
    expect(encryptedKey).toBe('');
  });

  it('cannot have a public key of his own published, by changing one or by adding one', async () => {
    await stage.gateway();
    const own = await new JoseKeyBox(randomBytes(32)).make();
    await stage.dataSource.query('UPDATE receipt_keys SET public_jwk = $1', [own.publicJwk]);
    await expect(stage.gateway()).rejects.toThrow('does not fit RECEIPT_KEY_SECRET');
    await rows('DELETE FROM receipt_keys');
    await stage.dataSource.query(
      `INSERT INTO receipt_keys VALUES ($1, $2, $3, $4, $4, $4::timestamptz + interval '9 days', $4::timestamptz + interval '9 days')`,
      [own.kid, own.publicJwk, own.sealedPrivateJwk, START],
    );
    await expect(stage.gateway()).rejects.toThrow('does not fit RECEIPT_KEY_SECRET');
  });

  it('cannot give one key the name of another', async () => {
    await stage.gateway();
    await rows(`UPDATE receipt_keys SET kid = repeat('X', 24)`);
    await expect(stage.gateway()).rejects.toThrow('does not fit RECEIPT_KEY_SECRET');
  });

  it('leaves a running gateway with the keys that it had', async () => {
    const gateway = await stage.gateway();
    const kid = await signer(gateway);
    const own = await new JoseKeyBox(randomBytes(32)).make();
    await stage.dataSource.query(
      `INSERT INTO receipt_keys SELECT $1, $2, $3, announced_at, signs_until, signs_until + interval '1 day', signs_until + interval '2 days' FROM receipt_keys`,
      [own.kid, own.publicJwk, own.sealedPrivateJwk],
    );
    await expect(gateway.ring.refresh()).rejects.toThrow('does not fit RECEIPT_KEY_SECRET');
    expect([await signer(gateway), kids(gateway)]).toEqual([kid, [kid]]);
  });
});

describe('R10: another RECEIPT_KEY_SECRET', () => {
  it('is refused at the start, in a sentence that says what to do and shows no secret', async () => {
    await stage.gateway();
    const keySecret = randomBytes(32);
    const refusal = await stage.gateway({ keySecret }).catch((fault: unknown) => fault as Error);
    expect(refusal).toMatchObject({ name: 'StartupProblem', message: expect.stringContaining('revoke') });
    const shown = JSON.stringify([refusal, (refusal as Error).message, (refusal as Error).stack]);
    for (const secret of [keySecret, stage.settings.keySecret])
      expect(shown).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12));
  });

  it('is taken once the keys of the old one are revoked', async () => {
    await stage.gateway();
    const keySecret = randomBytes(32);
    const rotation = stage.rotation({ keySecret });
    const [old] = await rotation.list();
    expect(await rotation.revoke(old?.kid ?? '')).toMatchObject({ kind: 'REVOKED' });
    const gateway = await stage.gateway({ keySecret });
    expect(kids(gateway)).toEqual([await signer(gateway)]);
    expect(kids(gateway)).not.toContain(old?.kid);
  });
});
