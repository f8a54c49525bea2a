import { administrationEvent } from '../../../src/users/administration-event';

describe('R11', () => {
  it('what the master does about a credential names him as actor, the user as subject, and where he was', () => {
    const origin = { ip: '192.0.2.1', userAgent: 'Firefox' };
    const master = {
      id: 'master',
      organizationId: 'organization',
      origin,
      caller: { networkPrefix: '192.0.2.0/24', knownAs: null },
    };
    const occurredAt = new Date('2026-04-01T09:00:00Z');
    expect(administrationEvent('SUSPENDED', master, 'user', 'LOGIN_PASSWORD', occurredAt)).toEqual({
      type: 'SUSPENDED',
      occurredAt,
      organizationId: 'organization',
      actorUserId: 'master',
      subjectUserId: 'user',
      credentialKind: 'LOGIN_PASSWORD',
      origin,
      reason: 'BY_MASTER',
    });
  });
});
