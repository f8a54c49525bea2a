import type { AttemptRefusal } from '../attempts/attempt-refusal';
import type { JointAttempts } from '../attempts/joint-attempts';
import { pinAttemptKey } from '../credentials/pins/pin-attempt-key';
import type { PinKind } from '../credentials/pins/pin-kind';
import type { SignedReceipt } from '../receipts/receipt';
import type { Permission } from '../users/user';
import { lackingPermission, type AuthorizingUser } from './authorizing-user';
import { organizationOf, record, signAndRecord, type PinAuthorizationPorts } from './pin-authorization-ports';
import { PinEntries } from './pin-entries';
import { transferViolations, type Transfer, type TransferViolation } from './transfer-rule';

/** The PINs that a transfer needs (R4), in the order in which every request takes their permits. */
const TRANSFER_PINS = [
  'TRANSFER_PIN',
  'CONFIRMATION_PIN',
  'APPROVAL_PIN',
] as const satisfies readonly PinKind[];

export interface AuthorizeTransferRequest extends Transfer {
  readonly pins: Readonly<Record<(typeof TRANSFER_PINS)[number], string>>;
}

export type AuthorizeTransferOutcome =
  | { readonly kind: 'AUTHORIZED'; readonly receipt: SignedReceipt }
  | { readonly kind: 'NOT_PERMITTED'; readonly permission: Permission }
  | { readonly kind: 'INVALID_INPUT'; readonly violations: readonly TransferViolation[] }
  /** At least one of the three; which is told to nobody. */
  | { readonly kind: 'WRONG_PIN' }
  | AttemptRefusal;

/**
 * A user authorises a single transfer with his organization's transfer, confirmation and approval PINs together, and
 * gets a receipt (R4, R10). He requests and approves in one, so he needs both permissions.
 */
export class AuthorizeTransfer {
  constructor(private readonly ports: PinAuthorizationPorts & { readonly jointAttempts: JointAttempts }) {}

  async run(
    user: AuthorizingUser,
    { pins, ...transfer }: AuthorizeTransferRequest,
  ): Promise<AuthorizeTransferOutcome> {
    const lacking = lackingPermission(user, ['TRANSFER_REQUEST', 'TRANSFER_APPROVE']);
    if (lacking !== null) return { kind: 'NOT_PERMITTED', permission: lacking };
    const violations = transferViolations(transfer, user.transferLimitYen);
    if (violations.length > 0) return { kind: 'INVALID_INPUT', violations };
    const { jointAttempts, deriveAttemptKey } = this.ports;
    const organization = await organizationOf(this.ports, user);
    const entries = new PinEntries(this.ports, organization.id, user.caller);
    const entered = TRANSFER_PINS.map((kind) =>
      entries.entry(pinAttemptKey(deriveAttemptKey, kind, organization), pins[kind]),
    );
    const outcome = await jointAttempts.attempt(entered, user.origin);
    if (entries.anyWrong()) {
      const event = { type: 'TRANSFER_AUTHORIZATION_FAILED', credentialKind: null } as const;
      await record(this.ports, user, event);
    }
    switch (outcome.kind) {
      case 'SUCCEEDED': {
        await entries.renewHashes();
        const event = { type: 'TRANSFER_AUTHORIZED', credentialKind: null } as const;
        const content = { kind: 'TRANSFER', ...transfer } as const;
        return {
          kind: 'AUTHORIZED',
          receipt: await signAndRecord(this.ports, user, organization, content, event),
        };
      }
      case 'FAILED':
        return { kind: 'WRONG_PIN' };
      case 'LOCKED_OUT':
      case 'SUSPENDED':
      case 'BUSY':
        return outcome;
      default:
        return outcome satisfies never;
    }
  }
}
