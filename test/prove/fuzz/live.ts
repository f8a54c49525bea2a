import { DEMO_ORGANIZATION } from '../../../src/demo/demo-accounts';
import { CLERK, MASTER, MISHIMA, ODAWARA } from '../../e2e/support/people';
import type { GatewayClient } from '../../support/gateway-client';
import type { Stage } from '../stage';

/** Who sends a generated request. */
export type Sender = 'NOBODY' | 'MASTER' | 'GENERAL' | 'STAFF';

/** Whoever may do more sends more. */
export const SENDERS: readonly Sender[] = [
  'NOBODY',
  'GENERAL',
  'STAFF',
  'STAFF',
  'MASTER',
  'MASTER',
  'MASTER',
];

/** Whose sessions they are. */
const PEOPLE = { MASTER, GENERAL: ODAWARA, STAFF: CLERK } as const;

/** What requests need so that they get past the first refusal: sessions, and values that name something. */
export interface Live {
  readonly sessions: ReadonlyMap<Sender, string>;
  /** By field of the schema: some that are right. */
  readonly values: Readonly<Record<string, readonly unknown[]>>;
}

/** The clients of those who have sessions: from the second login on each comes from a device that is known. */
export type Desks = ReadonlyMap<Sender, GatewayClient>;

/** A client for each, without a session yet. */
export function openDesks(stage: Stage): Desks {
  return new Map((Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]).map((sender) => [sender, stage.client()]));
}

/** Logs everybody in and looks up what there is to name. Nothing that is named is needed to log in again. */
export async function readLive(stage: Stage, desks: Desks): Promise<Live> {
  const sessions = new Map<Sender, string>();
  for (const [sender, desk] of desks) {
    if (sender === 'NOBODY') continue;
    await desk.login(PEOPLE[sender].loginId, PEOPLE[sender].loginPassword);
    if (desk.bearerToken !== null) sessions.set(sender, desk.bearerToken);
  }
  const users = await stage.query<{ id: string }>(
    `SELECT id FROM users WHERE role = 'GENERAL' AND login_id <> $1 ORDER BY created_at, id LIMIT 5`,
    [ODAWARA.loginId],
  );
  const ids = users.map(({ id }) => id);
  return {
    sessions,
    values: {
      id: ids,
      userId: ids,
      subjectUserId: ids,
      loginId: [MISHIMA.loginId, 'nobody77'],
      loginPassword: [MISHIMA.loginPassword],
      branchCode: [DEMO_ORGANIZATION.branchCode, '002'],
      accountNumber: [DEMO_ORGANIZATION.accountNumber, '3050912'],
      inquiryPin: [DEMO_ORGANIZATION.pins.INQUIRY_PIN],
      search: ['a', '@', '渡'],
      name: ['Someone'],
      email: ['someone@example.com'],
      first: [1, 20],
    },
  };
}

/** The confirmation password of whoever sends; nobody has none. */
export function confirmationOf(sender: Sender): readonly string[] {
  return sender === 'NOBODY' ? [] : [PEOPLE[sender].confirmationPassword];
}
