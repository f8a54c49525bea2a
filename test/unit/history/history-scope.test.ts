import { historyScopeOf } from '../../../src/history/history-scope';

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
