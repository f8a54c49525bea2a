import { createLogger } from '../../../src/platform/logger';

describe('the log', () => {
  const written = (write: (log: ReturnType<typeof createLogger>) => void): string => {
    const lines: string[] = [];
    write(createLogger('info', { write: (line: string) => lines.push(line) }));
    return lines.join('');
  };

  it('one entry is one line, whatever stands in it', () => {
    const forged = '\r\n{"level":30,"msg":"all is well"}\u2028\u0000\u001b[2J"';
    const text = written((log) => {
      log.warn({ path: forged, err: new Error(forged) }, forged);
    });
    expect(text.match(/[\r\n]/g)).toEqual(['\n']);
    // eslint-disable-next-line no-control-regex -- what a terminal would obey
    expect(text.slice(0, -1)).not.toMatch(/[\u0000-\u001f]/);
    expect(JSON.parse(text)).toMatchObject({
      level: 40,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      msg: forged,
      path: forged,
    });
  });

  it('a secret that is handed over is hidden', () => {
    const text = written((log) => {
      log.info(
        { loginPassword: 'Himitsu-1', input: { loginId: 'hakone01', variables: { pin: '4126' } } },
        'x',
      );
      log.error({ err: Object.assign(new Error('failed'), { parameters: ['Himitsu-1', 'hakone01'] }) }, 'x');
    });
    expect(text).not.toMatch(/Himitsu|hakone01|4126/);
    expect(text).toContain('[hidden]');
  });

  it('that keeps silent leaves no timer behind, which would keep a closed gateway in memory', () => {
    jest.useFakeTimers();
    try {
      createLogger('silent').error('never written');
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});
