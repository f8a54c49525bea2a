import { parseLoadOptions } from '../../../bench/load/options';
import { renderScenarioReport } from '../../../bench/load/render-report';
import { runOpenLoop } from '../../../bench/load/open-loop';

describe('npm run load', () => {
  it('without figures runs a scenario as it stands', () => {
    const { scenario, rate, seconds, strangers, against } = parseLoadOptions(['--scenario', 'login-storm']);
    expect([rate, seconds, strangers, against]).toEqual([scenario.rate, scenario.seconds, 1_000, null]);
  });

  it('takes rate, duration, addresses and a gateway of this machine', () => {
    const options =
      '--scenario unknown-ids --rate 2.5 --duration 10s --clients 50 --against http://127.0.0.1:4000/';
    expect(parseLoadOptions(options.split(' '))).toMatchObject({
      rate: 2.5,
      seconds: 10,
      strangers: 50,
      against: 'http://127.0.0.1:4000',
    });
  });

  it.each([
    ['no scenario', []],
    ['an unknown scenario', ['--scenario', 'apocalypse']],
    ['no rate', ['--scenario', 'login-storm', '--rate', '0']],
    ['a rate that is no number', ['--scenario', 'login-storm', '--rate', 'fast']],
    ['an endless duration', ['--scenario', 'login-storm', '--duration', '86401']],
    ['more addresses than there are', ['--scenario', 'login-storm', '--clients', '65537']],
    ["somebody else's gateway", ['--scenario', 'login-storm', '--against', 'http://192.0.2.1:4000']],
    [
      'a name that only looks local',
      ['--scenario', 'login-storm', '--against', 'http://127.0.0.1.example.com'],
    ],
    ['an unknown option', ['--scenario', 'login-storm', '--fast']],
  ])('refuses %s', (_what, argv) => {
    expect(() => parseLoadOptions(argv)).toThrow(expect.objectContaining({ name: 'UsageError' }) as Error);
  });
});

describe('the summary of a load', () => {
  it('tells rates, outcomes with their latencies, who was sent away, and what was broken', async () => {
    const loop = await runOpenLoop({
      rate: 200,
      durationMs: 50,
      send: (arrival) => Promise.resolve(arrival < 2 ? 'customer Busy' : 'customer LoggedIn'),
    });
    const summary = renderScenarioReport({ scenario: 'a day', rate: 200, loop, complaints: ['login: no'] });
    expect(summary).toContain('asked for 200/s, 10 arrivals');
    expect(summary).toContain('sent away busy or throttled: 2 (20.0 %)');
    expect(summary).toMatch(/customer LoggedIn +8 +\d+\.\d +\d+\.\d +\d+\.\d +\d+\.\d/);
    expect(summary).toMatch(/PROMISES BROKEN\n +login: no/);
    expect(renderScenarioReport({ scenario: 'a day', rate: 200, loop, complaints: [] })).toContain(
      'every promise was kept',
    );
  });
});
