import { HISTORY_OBJECT_KINDS } from '../../../src/history/history-object';
import { historyScopeOf, isToldOf, type HistoryScope } from '../../../src/history/history-scope';

describe('R11: who sees which history', () => {
  it('a master, his organization’s', () => {
    expect(historyScopeOf({ id: 'm', role: 'MASTER', organizationId: 'o' })).toEqual({
      kind: 'ORGANIZATION',
      organizationId: 'o',
    });
  });

  it('a general user, his own', () => {
    expect(historyScopeOf({ id: 'g', role: 'GENERAL', organizationId: 'o' })).toEqual({
      kind: 'OWN',
      userId: 'g',
      organizationId: 'o',
    });
  });

  it('staff, that of the paper procedures', () => {
    expect(historyScopeOf({ id: 's', role: 'STAFF', organizationId: null })).toEqual({
      kind: 'PAPER_PROCEDURES',
    });
  });

  it('a master without an organization, never that of every stranger', () => {
    expect(historyScopeOf({ id: 'm', role: 'MASTER', organizationId: null }).kind).toBe('OWN');
  });
});

describe('R11: who is told what an event is about', () => {
  const toldOf = (scope: HistoryScope): readonly string[] =>
    HISTORY_OBJECT_KINDS.filter((kind) => isToldOf(scope, kind));

  it('customers of requests and receipts, which are theirs, and of no form on paper', () => {
    const customers = ['APPROVAL_REQUEST', 'RECEIPT'];
    expect(toldOf({ kind: 'ORGANIZATION', organizationId: 'o' })).toEqual(customers);
    expect(toldOf({ kind: 'OWN', userId: 'u', organizationId: 'o' })).toEqual(customers);
  });

  it('staff of the forms, and of nothing else', () => {
    expect(toldOf({ kind: 'PAPER_PROCEDURES' })).toEqual(['PAPER_PROCEDURE']);
  });
});
