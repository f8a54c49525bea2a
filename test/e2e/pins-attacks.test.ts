import { PassThrough } from 'node:stream';
import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import type { GatewayClient, UnionResult } from '../support/gateway-client';
import { tally } from './support/entries';
import { otherOrganization } from './support/other-organization';
import { loggedIn, MASTER } from './support/people';
import {
  generalUserWith,
  inquire,
  kindsOfTimes,
  RIGHT_PINS,
  TRANSFER,
  transfer,
  WRONG_PIN,
} from './support/pins';

const RIGHTS = { permissions: ['INQUIRY', 'TRANSFER_REQUEST', 'TRANSFER_APPROVE'], transferYen: 1_000_000 };
const FIELDS = ['transferPin', 'confirmationPin', 'approvalPin'] as const;
const ALL_WRONG = { transferPin: WRONG_PIN, confirmationPin: WRONG_PIN, approvalPin: WRONG_PIN };

let gateway: TestGateway;
let master: GatewayClient;
beforeEach(async () => {
  gateway = await startGateway({ SESSION_SINGLE: 'off' });
  master = await loggedIn(gateway, MASTER);
});
afterEach(() => gateway.close());

function kinds(results: readonly UnionResult[]): Record<string, number> {
  return tally(results.map(({ __typename }) => __typename));
}

interface LockedPin {
  readonly kind: string;
  readonly event: string;
}

/** What the history has of locked PINs. */
function locksInHistory(): Promise<LockedPin[]> {
  return gateway.query<LockedPin>(
    `SELECT credential_kind AS kind, type AS event FROM history_events
      WHERE type IN ('LOCKED_OUT', 'SUSPENDED') ORDER BY id`,
  );
}

describe('R4 › guesses in parallel', () => {
  it('over two gateways and two users: five guesses at the approval PIN, and the right one does not get through', async () => {
    const beside = await startGatewayBeside(gateway);
    try {
      const clients = [master, await generalUserWith(gateway, RIGHTS), await loggedIn(beside, MASTER)];
      const guesses = Array.from({ length: 60 }, (_, nth) => {
        const client = clients[nth % clients.length] ?? master;
        return transfer(client, { approvalPin: String(1000 + nth) });
      });
      expect(kinds(await Promise.all(guesses))).toEqual({ WrongPin: 4, TransferPinsLockedOut: 56 });
      const late = await Promise.all(clients.map((client) => transfer(client)));
      expect(kinds(late)).toEqual({ TransferPinsLockedOut: 3 });
      expect(await locksInHistory()).toEqual([{ kind: 'APPROVAL_PIN', event: 'LOCKED_OUT' }]);
    } finally {
      await beside.close();
    }
  });

  it('thirty right transfers at once are all authorised, even after four wrong entries', async () => {
    await kindsOfTimes(4, () => transfer(master, ALL_WRONG));
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, nth) => transfer(master, { reference: `F-${nth}` })),
    );
    expect(kinds(results)).toEqual({ TransferAuthorized: 30 });
    expect(new Set(results.map(({ receipt }) => receipt)).size).toBe(30);
  });
});

describe('R4 › guesses in one request', () => {
  const one = (alias: string, pin: string): string =>
    `${alias}: authorizeInquiry(input: { inquiryPin: "${pin}" }) { __typename }`;
  const other = (alias: string): string =>
    `${alias}: authorizeTransfer(input: { reference: "F", amountYen: 1, payloadSha256: "${TRANSFER.payloadSha256}",
      transferPin: "1", confirmationPin: "2", approvalPin: "3" }) { __typename }`;

  it.each([
    ['aliases', `mutation { ${one('a', '0000')} ${one('b', '0001')} }`],
    ['aliases of transfers', `mutation { ${other('a')} ${other('b')} }`],
    ['an inquiry beside a transfer', `mutation { ${one('a', '0000')} ${other('b')} }`],
    ['fragments', `mutation { ...A ${one('b', '0001')} } fragment A on Mutation { ${one('a', '0000')} }`],
  ])('by %s are refused before any is verified', async (_how, document) => {
    const answer = await master.send(document);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'TOO_MANY_SECRETS' } }]);
    expect(await gateway.query(`SELECT FROM history_events WHERE type LIKE '%FAILED'`)).toEqual([]);
  });
});

describe('R4 › which of the three PINs was wrong is not told', () => {
  /** The answers, but for the instants, to five transfers with these PINs wrong and to one more with all right. */
  async function answersTo(wrong: object): Promise<string> {
    const results: UnionResult[] = [];
    for (let entry = 0; entry < 5; entry += 1) results.push(await transfer(master, wrong));
    results.push(await transfer(master));
    return JSON.stringify(results).replace(/"lockedUntil":"[^"]+"|after [^"]+\./g, '…');
  }

  async function release(): Promise<void> {
    await gateway.close();
    gateway = await startGateway();
    master = await loggedIn(gateway, MASTER);
  }

  it('neither by the refusals nor by the lock: they read alike, whichever of them are wrong', async () => {
    const seen = new Set<string>();
    for (const wrong of [...FIELDS.map((field) => ({ [field]: WRONG_PIN })), ALL_WRONG]) {
      seen.add((await answersTo(wrong)).replace(/"retryAfterSeconds":\d+/g, '…'));
      await release();
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).not.toMatch(/TRANSFER_PIN|CONFIRMATION_PIN|APPROVAL_PIN|credential/);
  });

  it('nor by other counters: while one is locked, wrong entries of the others count nothing', async () => {
    await kindsOfTimes(5, () => transfer(master, { transferPin: WRONG_PIN }));
    expect(await kindsOfTimes(6, () => transfer(master, ALL_WRONG))).toEqual(
      Array(6).fill('TransferPinsLockedOut'),
    );
    expect(await locksInHistory()).toEqual([{ kind: 'TRANSFER_PIN', event: 'LOCKED_OUT' }]);
  });

  it('nor by the end of the lock, which is told in whole seconds', async () => {
    await kindsOfTimes(4, () => transfer(master, ALL_WRONG));
    const { lockedUntil } = await transfer(master, ALL_WRONG);
    expect(lockedUntil).toMatch(/\.000Z$/);
    expect(await transfer(master)).toMatchObject({ lockedUntil });
  });

  it('a general user reads nothing of it in his history; the master reads which PIN was locked', async () => {
    const general = await generalUserWith(gateway, RIGHTS);
    await kindsOfTimes(5, () => transfer(general, { confirmationPin: WRONG_PIN }));
    const read = async (client: GatewayClient): Promise<string> =>
      (await client.runRaw('operation-history', { first: 100 })).text;
    expect(await read(general)).toContain('TRANSFER_AUTHORIZATION_FAILED');
    expect(await read(general)).not.toMatch(/_PIN"|LOCKED_OUT/);
    expect(await read(master)).toContain('"credential":"CONFIRMATION_PIN"');
  });
});

describe('R4 › another organization', () => {
  it('is not touched by guesses in this one, nor helps with its own PINs', async () => {
    const other = await otherOrganization(gateway);
    expect(await kindsOfTimes(1, () => transfer(other.master))).toEqual(['WrongPin']);
    await kindsOfTimes(5, () => inquire(master, WRONG_PIN));
    expect((await inquire(other.master)).__typename).toBe('WrongPin');
    expect((await inquire(master)).__typename).toBe('LockedOut');
    await kindsOfTimes(4, () => transfer(other.master));
    expect((await transfer(other.master)).__typename).toBe('TransferPinsLockedOut');
    expect((await transfer(master)).__typename).toBe('TransferAuthorized');
  });
});

describe('R11 › no PIN leaves', () => {
  it('into the log, an answer or the history', async () => {
    const canary = 'Kakushi-pin-77';
    const log = new PassThrough();
    const lines: string[] = [];
    log.on('data', (line: Buffer) => lines.push(line.toString('utf8')));
    const talkative = await startGatewayBeside(gateway, log, { LOG_LEVEL: 'trace' });
    try {
      const client = await loggedIn(talkative, MASTER);
      const input = { ...TRANSFER, ...RIGHT_PINS };
      const answers = [
        await client.runRaw('authorize-inquiry', { input: { inquiryPin: canary } }),
        await client.runRaw('authorize-inquiry', { input: { inquiryPin: [canary] } }),
        await client.runRaw('authorize-transfer', { input: { ...input, transferPin: canary } }),
        await client.runRaw('authorize-transfer', {
          input: { ...input, approvalPin: canary, amountYen: 'x' },
        }),
      ];
      expect(answers.map(({ errors }) => errors.length)).toEqual([0, 1, 0, 1]);
      for (const { text } of answers) expect(text).not.toContain(canary);
      expect(lines.join('')).toContain('request completed');
      expect(lines.join('')).not.toContain(canary);
      const [history] = await gateway.query<{ text: string }>(
        `SELECT string_agg(to_jsonb(h)::text, ' ') AS text FROM history_events h`,
      );
      expect(history?.text).toContain('TRANSFER_AUTHORIZATION_FAILED');
      expect(history?.text).not.toContain(canary);
    } finally {
      await talkative.close();
    }
  });
});
