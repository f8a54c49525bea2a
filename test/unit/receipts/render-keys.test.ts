import { renderKeys } from '../../../src/receipts/render-keys';

const day = (date: string): Date => new Date(`${date}T00:00:00Z`);

describe('the list of receipt keys', () => {
  it('shows stage and times of each', () => {
    const key = {
      kid: 'A'.repeat(24),
      announcedAt: day('2026-04-01'),
      signsFrom: day('2026-04-02'),
      signsUntil: day('2026-05-02'),
      verifiesUntil: day('2026-05-03'),
      revokedAt: null,
    };
    const revoked = { ...key, kid: 'B'.repeat(24), revokedAt: day('2026-04-20') };
    expect(renderKeys([key, revoked], day('2026-04-21'))).toBe(
      [
        'key                       stage                         announced             signs from            signs until           verifies until',
        'AAAAAAAAAAAAAAAAAAAAAAAA  SIGNING                       2026-04-01T00:00:00Z  2026-04-02T00:00:00Z  2026-05-02T00:00:00Z  2026-05-03T00:00:00Z',
        'BBBBBBBBBBBBBBBBBBBBBBBB  REVOKED 2026-04-20T00:00:00Z  2026-04-01T00:00:00Z  2026-04-02T00:00:00Z  2026-05-02T00:00:00Z  2026-05-03T00:00:00Z',
        '',
      ].join('\n'),
    );
  });
});
