import { parseOptions, UsageError } from '../../../bench/options';

const parse = (...argv: string[]): ReturnType<typeof parseOptions> => parseOptions(argv, ['B1', 'B2', 'B10']);

describe('the command line of the bench', () => {
  it('measures every bar in five rounds unless it is told otherwise', () => {
    expect(parse()).toEqual({
      only: [],
      rounds: 5,
      quick: false,
      against: null,
      out: 'bench/results',
      profile: false,
    });
  });

  it('takes bars in any case, and fewer rounds when it is quick', () => {
    expect(parse('--only', 'b1,B10', '--quick')).toMatchObject({
      only: ['B1', 'B10'],
      rounds: 2,
      quick: true,
    });
    expect(parse('--quick', '--rounds', '3').rounds).toBe(3);
  });

  it.each([
    ['--only', 'B11'],
    ['--rounds', '0'],
    ['--rounds', '51'],
    ['--rounds', '1.5'],
    ['--frobnicate'],
    ['B1'],
  ])('refuses %s %s', (...argv) => {
    expect(() => parse(...argv)).toThrow(UsageError);
  });

  it.each(['http://127.0.0.1:4000', 'http://localhost:4000/graphql', 'http://[::1]:4000'])(
    'aims at this machine: %s',
    (url) => {
      expect(parse('--against', url).against).toBe(new URL(url).origin);
    },
  );

  it.each([
    'http://bank.example',
    'https://127.0.0.1:4000',
    'http://127.0.0.1.bank.example',
    'http://127.0.0.1@bank.example',
    'http://0.0.0.0:4000',
    'nowhere',
  ])('never at another: %s', (url) => {
    expect(() => parse('--against', url)).toThrow(UsageError);
  });
});
