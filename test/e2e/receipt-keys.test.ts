import { randomBytes } from 'node:crypto';
import { startGateway, type TestGateway } from '../support/gateway';
import { publishedKids, receiptKeys, untilPublished } from './support/receipt-keys';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ RECEIPT_KEY_REFRESH_MS: '100' });
});
afterAll(() => gateway.close());

/** The stages that the list shows, by key. */
function stagesIn(output: string): Record<string, string> {
  return Object.fromEntries(
    [...output.matchAll(/^([A-Z]{24}) {2}([A-Z]+)/gm)].map(([, kid = '', stage = '']) => [kid, stage]),
  );
}

async function stages(): Promise<Record<string, string>> {
  return stagesIn((await receiptKeys(gateway, 'list')).output);
}

describe('R10: npm run receipt-keys', () => {
  it('list shows the key that the gateway has made for itself', async () => {
    const [kid = ''] = await publishedKids(gateway);
    const { code, output } = await receiptKeys(gateway, 'list');
    expect([code, stagesIn(output)]).toEqual([0, { [kid]: 'SIGNING' }]);
    expect(output).not.toContain(gateway.env['RECEIPT_KEY_SECRET']);
  });

  it.each([[[]], [['rotate', 'now']], [['revoke']], [['list', '--all']]])(
    'with %j says how it is used, and changes nothing',
    async (words) => {
      const before = await stages();
      const { code, output } = await receiptKeys(gateway, ...words);
      expect([code, output]).toEqual([2, expect.stringContaining('Usage: npm run receipt-keys')]);
      expect(await stages()).toEqual(before);
    },
  );

  it('revoke of a key that is none says so', async () => {
    expect(await receiptKeys(gateway, 'revoke', 'A'.repeat(24))).toEqual({
      code: 1,
      output: 'The receipt keys were left as they are: there is no such key\n',
    });
  });

  it('says no more than that it failed where the database is away', async () => {
    const away = { env: { ...gateway.env, DATABASE_URL: 'postgres://user:Himitsu-42x@127.0.0.1:1/none' } };
    const { code, output } = await receiptKeys(away, 'rotate');
    expect(code).toBe(1);
    expect(output).not.toContain('Himitsu-42x');
  });

  it('rotate, then --now, then revoke: what each does to the others', async () => {
    const [first = ''] = await publishedKids(gateway);
    const planned = /made (\w+),/.exec((await receiptKeys(gateway, 'rotate')).output)?.[1] ?? '';
    expect(await stages()).toEqual({ [first]: 'SIGNING', [planned]: 'ANNOUNCED' });
    const urgent = /made (\w+),/.exec((await receiptKeys(gateway, 'rotate', '--now')).output)?.[1] ?? '';
    expect(await stages()).toEqual({ [first]: 'VERIFYING', [planned]: 'ANNOUNCED', [urgent]: 'SIGNING' });
    const revoked = await receiptKeys(gateway, 'revoke', planned);
    expect(revoked.output).toMatch(new RegExp(`^revoked ${planned}\n`));
    expect(await stages()).toEqual({ [first]: 'VERIFYING', [planned]: 'REVOKED', [urgent]: 'SIGNING' });
    await untilPublished(gateway, (kids) => kids.includes(urgent) && !kids.includes(planned));
    expect(await receiptKeys(gateway, 'revoke', planned)).toMatchObject({
      code: 1,
      output: expect.stringContaining('out of use already'),
    });
  });

  it('two orders at the same moment both succeed, and one key signs', async () => {
    const orders = await Promise.all([1, 2].map(() => receiptKeys(gateway, 'rotate', '--now')));
    expect(orders.map(({ code }) => code)).toEqual([0, 0]);
    expect(Object.values(await stages()).filter((stage) => stage === 'SIGNING')).toHaveLength(1);
  });

  it('a gateway with another secret does not start, and says what to do', async () => {
    const other = { RECEIPT_KEY_SECRET: randomBytes(32).toString('base64') };
    await expect(startGateway({ ...gateway.env, ...other })).rejects.toThrow(
      'does not fit RECEIPT_KEY_SECRET',
    );
  });
});
