import { startGateway, startGatewayBeside, type TestGateway } from '../support/gateway';
import { addNewcomer, form, mastersOf, openedToken, register } from './registration-stage';

describe('R2: one master, however many register at once', () => {
  let gateway: TestGateway;
  let beside: TestGateway;

  beforeAll(async () => {
    gateway = await startGateway();
    beside = await startGatewayBeside(gateway);
  });

  afterAll(async () => {
    await beside.close();
    await gateway.close();
  });

  /** Registers with each of these forms at once, on two gateways by turns; how each ended, sorted. */
  async function race(forms: readonly object[]): Promise<string[]> {
    const results = await Promise.all(
      forms.map((input, index) => register((index % 2 === 0 ? gateway : beside).client(), input)),
    );
    return results.map(({ __typename, code }) =>
      typeof code === 'string' ? `${__typename} ${code}` : __typename,
    );
  }

  const LOSERS = ['NotApplicable ALREADY_REGISTERED', 'RegistrationExpired'];

  it('with one token and different login IDs', async () => {
    for (let round = 0; round < 5; round += 1) {
      const newcomer = await addNewcomer(gateway);
      const token = await openedToken(gateway.client(), newcomer);
      const ends = await race(Array.from({ length: 6 }, () => form(token)));
      expect(ends.filter((end) => end === 'MasterRegistered')).toHaveLength(1);
      expect(ends.filter((end) => LOSERS.includes(end))).toHaveLength(5);
      expect(await mastersOf(gateway, newcomer)).toHaveLength(1);
    }
  });

  it('with the same form sent twice, the second is not told that its own login ID is taken', async () => {
    for (let round = 0; round < 5; round += 1) {
      const newcomer = await addNewcomer(gateway);
      const input = form(await openedToken(gateway.client(), newcomer));
      const ends = await race([input, input]);
      expect(ends.filter((end) => end === 'MasterRegistered')).toHaveLength(1);
      expect(ends.filter((end) => LOSERS.includes(end))).toHaveLength(1);
      expect(await mastersOf(gateway, newcomer)).toEqual([input['loginId']]);
    }
  });

  it('with tokens opened at once, of which the last one stands', async () => {
    const newcomer = await addNewcomer(gateway);
    const tokens = await Promise.all(
      [gateway, beside, gateway, beside].map((at) => openedToken(at.client(), newcomer)),
    );
    const ends = await race(tokens.map((token) => form(token)));
    expect(ends.filter((end) => end === 'MasterRegistered')).toHaveLength(1);
    expect(await mastersOf(gateway, newcomer)).toHaveLength(1);
  });

  it('two organizations that want the same login ID: one gets it, the other keeps its token', async () => {
    const newcomers = [await addNewcomer(gateway), await addNewcomer(gateway)];
    const tokens = await Promise.all(newcomers.map((newcomer) => openedToken(gateway.client(), newcomer)));
    const { loginId } = form('');
    const ends = await race(tokens.map((token) => ({ ...form(token), loginId })));
    expect(ends.sort()).toEqual(['InvalidInput', 'MasterRegistered']);
    const loser = (await Promise.all(newcomers.map((newcomer) => mastersOf(gateway, newcomer)))).findIndex(
      (masters) => masters.length === 0,
    );
    expect((await register(beside.client(), form(tokens[loser] ?? ''))).__typename).toBe('MasterRegistered');
  });
});
