import type { AttemptGuard } from '../attempts/attempt-guard';
import type { AttemptRefusal } from '../attempts/attempt-refusal';
import { pinAttemptKey } from '../credentials/pins/pin-attempt-key';
import type { SignedReceipt } from '../receipts/receipt';
import type { Permission } from '../users/user';
import { lackingPermission, type AuthorizingUser } from './authorizing-user';
import { organizationOf, record, signAndRecord, type PinAuthorizationPorts } from './pin-authorization-ports';
import { PinEntries } from './pin-entries';

export interface AuthorizeInquiryRequest {
  readonly inquiryPin: string;
}

export type AuthorizeInquiryOutcome =
  | { readonly kind: 'AUTHORIZED'; readonly receipt: SignedReceipt }
  | { readonly kind: 'NOT_PERMITTED'; readonly permission: Permission }
  | { readonly kind: 'WRONG_PIN' }
  | AttemptRefusal;

/** A user who may inquire authorises it with his organization's inquiry PIN, and gets a receipt (R4, R10). */
export class AuthorizeInquiry {
  constructor(private readonly ports: PinAuthorizationPorts & { readonly attempts: AttemptGuard }) {}

  async run(
    user: AuthorizingUser,
    { inquiryPin }: AuthorizeInquiryRequest,
  ): Promise<AuthorizeInquiryOutcome> {
    const lacking = lackingPermission(user, ['INQUIRY']);
    if (lacking !== null) return { kind: 'NOT_PERMITTED', permission: lacking };
    const { attempts, deriveAttemptKey } = this.ports;
    const organization = await organizationOf(this.ports, user);
    const entries = new PinEntries(this.ports, organization.id, user.caller);
    const key = pinAttemptKey(deriveAttemptKey, 'INQUIRY_PIN', organization);
    const outcome = await attempts.attempt(key, entries.entry(key, inquiryPin), user.origin);
    if (entries.anyWrong()) {
      await record(this.ports, user, { type: 'INQUIRY_FAILED', credentialKind: 'INQUIRY_PIN' });
    }
    switch (outcome.kind) {
      case 'SUCCEEDED': {
        await entries.renewHashes();
        const event = { type: 'INQUIRY_AUTHORIZED', credentialKind: 'INQUIRY_PIN' } as const;
        const receipt = await signAndRecord(this.ports, user, organization, { kind: 'INQUIRY' }, event);
        return { kind: 'AUTHORIZED', receipt };
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
