import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { digestOf, emptyChain, linkBehind } from '../../../src/history/sealing/chain';
import { sealEvents } from '../../../src/history/sealing/seal-events';
import { canonicalEncoding, chainOf, type StoredEvent } from '../../../src/history/sealing/stored-event';

const EVENT: StoredEvent = {
  id: '12',
  occurredAt: '2026-04-01T09:00:00.000000Z',
  type: 'LOGIN_FAILED',
  organizationId: '00000000-0000-4000-8000-00000000000a',
  actorUserId: null,
  subjectUserId: '00000000-0000-4000-8000-000000000001',
  credentialKind: 'LOGIN_PASSWORD',
  ip: '192.0.2.1/32',
  userAgent: '"引用" \u0001',
  reason: null,
  objectKind: null,
  objectId: null,
};

const text = fc.option(fc.string({ unit: 'binary' }));
const event = fc.record({
  id: fc.bigInt({ min: 1n }).map(String),
  occurredAt: fc.string(),
  type: fc.string(),
  organizationId: fc.option(fc.constantFrom('a', 'b')),
  actorUserId: text,
  subjectUserId: text,
  credentialKind: text,
  ip: text,
  userAgent: text,
  reason: text,
  objectKind: text,
  objectId: text,
});

describe('the canonical encoding of docs/history.md', () => {
  it('is this text', () => {
    expect(canonicalEncoding(EVENT)).toBe(
      String.raw`["sekisho-event-1","2026-04-01T09:00:00.000000Z","LOGIN_FAILED","00000000-0000-4000-8000-00000000000a",null,"00000000-0000-4000-8000-000000000001","LOGIN_PASSWORD","192.0.2.1/32","\"引用\" \u0001",null]`,
    );
  });

  it('of an event that names an object has another name and holds the object too', () => {
    const objectId = '00000000-0000-4000-8000-0000000000aa';
    expect(canonicalEncoding({ ...EVENT, objectKind: 'APPROVAL_REQUEST', objectId })).toBe(
      String.raw`["sekisho-event-2","2026-04-01T09:00:00.000000Z","LOGIN_FAILED","00000000-0000-4000-8000-00000000000a",null,"00000000-0000-4000-8000-000000000001","LOGIN_PASSWORD","192.0.2.1/32","\"引用\" \u0001",null,"APPROVAL_REQUEST","00000000-0000-4000-8000-0000000000aa"]`,
    );
  });

  it('is another one for another event', () => {
    fc.assert(
      fc.property(event, event, (one, other) => {
        const same = JSON.stringify({ ...one, id: '' }) === JSON.stringify({ ...other, id: '' });
        expect(canonicalEncoding(one) === canonicalEncoding(other)).toBe(same);
      }),
    );
  });

  it('gives the link that an auditor computes with nothing but SHA-256', () => {
    const sha256 = (given: string): string => createHash('sha256').update(given).digest('hex');
    const digest = sha256(canonicalEncoding(EVENT));
    const zeros = '0'.repeat(64);
    expect(linkBehind(emptyChain('service'), EVENT)).toEqual({
      chain: 'service',
      position: 1,
      eventId: '12',
      digest,
      hash: sha256(`["sekisho-link-1","service",1,"12","${zeros}","${digest}"]`),
    });
  });
});

describe('R11: sealing in batches', () => {
  it('comes to the same links however the events are cut into batches', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), fc.nat(12), (events, cut) => {
        const whole = sealEvents(events, [], { chains: 0, links: 0 });
        const first = sealEvents(events.slice(0, cut), [], { chains: 0, links: 0 });
        const second = sealEvents(events.slice(cut), first.ends, first.totals);
        expect([...first.links, ...second.links]).toEqual(whole.links);
        expect(second.totals).toEqual(whole.totals);
        expect(whole.totals.chains).toBe(new Set(events.map(chainOf)).size);
      }),
    );
  });

  it('keeps the chains apart: an organization’s links do not depend on other events', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const mine = events.filter((each) => chainOf(each) === 'a');
        const { links } = sealEvents(events, [], { chains: 0, links: 0 });
        expect(links.filter(({ chain }) => chain === 'a')).toEqual(
          sealEvents(mine, [], { chains: 0, links: 0 }).links,
        );
        expect(links.map(({ digest }) => digest)).toEqual(events.map(digestOf));
      }),
    );
  });
});
