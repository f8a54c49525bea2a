import { ageDays, isOverdue, overdueSince } from '../../../src/paper-procedures/paper-age';

const by = { id: 'clerk', name: 'A' };
const step = (text: string) => ({ by, at: new Date(text) });
const open = {
  state: 'RECEIVED',
  received: step('2026-03-02T01:00:00Z'),
  executed: null,
  rejected: null,
} as const;

describe('R6: the age of a form', () => {
  it.each([
    ['2026-03-02T01:00:00Z', 0],
    ['2026-03-03T00:59:59Z', 0],
    ['2026-03-03T01:00:00Z', 1],
    ['2026-03-07T01:00:00Z', 5],
    ['2026-03-02T00:00:00Z', 0],
  ])('at %s is %i whole days', (now, days) => {
    expect(ageDays(open, new Date(now))).toBe(days);
  });

  it('stands still when the form is finished', () => {
    const executed = { ...open, state: 'EXECUTED', executed: step('2026-03-04T02:00:00Z') } as const;
    expect(ageDays(executed, new Date('2027-01-01T00:00:00Z'))).toBe(2);
    const rejected = {
      ...open,
      state: 'REJECTED',
      rejected: { ...step('2026-03-03T02:00:00Z'), reason: 'ILLEGIBLE' },
    } as const;
    expect(ageDays(rejected, new Date('2027-01-01T00:00:00Z'))).toBe(1);
  });

  it('makes an open one overdue at exactly the limit, and a finished one never', () => {
    expect(isOverdue(open, new Date('2026-03-07T00:59:59.999Z'), 5)).toBe(false);
    expect(isOverdue(open, new Date('2026-03-07T01:00:00Z'), 5)).toBe(true);
    expect(isOverdue({ ...open, state: 'VERIFIED' }, new Date('2026-03-07T01:00:00Z'), 5)).toBe(true);
    const executed = { ...open, state: 'EXECUTED', executed: step('2026-03-20T01:00:00Z') } as const;
    expect(isOverdue(executed, new Date('2026-04-01T00:00:00Z'), 5)).toBe(false);
  });

  it('is the same to the list: overdue is what was received at that instant or before', () => {
    expect(overdueSince(new Date('2026-03-07T01:00:00Z'), 5)).toEqual(open.received.at);
  });
});
