import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { History } from '../history/history';
import type { HistoryEvent } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { NewId } from '../platform/ids';
import type { ReceiptContent, Receipts, SignedReceipt } from '../receipts/receipt';
import type { Organization, Organizations } from '../users/organization';
import type { AuthorizingUser } from './authorizing-user';
import type { PinEntryPorts } from './pin-entries';

/** What an authorisation by PINs works with. */
export interface PinAuthorizationPorts extends PinEntryPorts {
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly organizations: Organizations;
  readonly receipts: Receipts;
  readonly history: History;
  readonly clock: Clock;
  readonly newId: NewId;
}

type Recorded = Pick<HistoryEvent, 'type' | 'credentialKind' | 'object'>;

/** The organization of the user, whose PINs are asked for. */
export async function organizationOf(
  { organizations }: Pick<PinAuthorizationPorts, 'organizations'>,
  { organizationId }: AuthorizingUser,
): Promise<Organization> {
  const organization = await organizations.find(organizationId);
  if (organization === null) throw new Error('a user without his organization');
  return organization;
}

/**
 * Signs the receipt of what the user has authorised and records it by the receipt's identifier (R10, R11). No receipt
 * leaves without its line in the history, and no line speaks of a receipt that could not be signed.
 */
export async function signAndRecord(
  ports: PinAuthorizationPorts,
  user: AuthorizingUser,
  organization: Organization,
  content: ReceiptContent,
  event: Omit<Recorded, 'object'>,
): Promise<SignedReceipt> {
  const id = ports.newId();
  const receipt = await ports.receipts.sign({ id, organization, userId: user.id, content });
  await record(ports, user, { ...event, object: { kind: 'RECEIPT', id } });
  return receipt;
}

/** Records what the user did. */
export function record(
  { history, clock }: Pick<PinAuthorizationPorts, 'history' | 'clock'>,
  { id, organizationId, origin }: AuthorizingUser,
  event: Recorded,
): Promise<void> {
  return history.append({
    ...event,
    occurredAt: clock.now(),
    organizationId,
    actorUserId: id,
    subjectUserId: id,
    origin,
    reason: null,
  });
}
