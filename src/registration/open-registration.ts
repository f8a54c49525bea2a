import type { AttemptGuard } from '../attempts/attempt-guard';
import type { DeriveAttemptKey } from '../attempts/attempt-key';
import type { AttemptRefusal } from '../attempts/attempt-refusal';
import { pinAttemptKey } from '../credentials/pins/pin-attempt-key';
import { canonicalAccount, type RepresentativeAccount } from '../credentials/pins/representative-account';
import type { SecretHasher } from '../credentials/secret-hasher';
import type { History } from '../history/history';
import type { HistoryEvent, Origin } from '../history/history-event';
import type { Clock } from '../platform/clock';
import type { InquiryAccount, InquiryAccounts } from './inquiry-account';
import type { OpenRegistrations } from './open-registrations';
import { newRegistrationToken } from './registration-token';
import type { Stranger } from './stranger';

export interface OpenRegistrationRequest extends RepresentativeAccount {
  readonly inquiryPin: string;
}

export type OpenRegistrationOutcome =
  | { readonly kind: 'OPENED'; readonly registrationToken: string; readonly expiresAt: Date }
  | { readonly kind: 'WRONG_ACCOUNT_OR_PIN' }
  | { readonly kind: 'ALREADY_REGISTERED' }
  | AttemptRefusal;

/** What opening a registration works with. */
export interface OpenRegistrationPorts {
  readonly deriveAttemptKey: DeriveAttemptKey;
  readonly attempts: AttemptGuard;
  readonly accounts: InquiryAccounts;
  readonly hasher: SecretHasher;
  readonly openRegistrations: OpenRegistrations;
  readonly history: History;
  readonly clock: Clock;
}

type Recorded = Pick<HistoryEvent, 'type' | 'organizationId' | 'reason'>;

/**
 * Opens the registration of an organization's master with its account and inquiry PIN (R2). An unknown account takes
 * every step of a known one with a wrong PIN: permit, read, a hash as costly, settlement, history. Only who knows the PIN
 * is told that there is a master already.
 */
export class OpenRegistration {
  constructor(
    private readonly ports: OpenRegistrationPorts,
    private readonly registrationSeconds: number,
  ) {}

  async run(
    request: OpenRegistrationRequest,
    { origin, caller }: Stranger,
  ): Promise<OpenRegistrationOutcome> {
    const { attempts, deriveAttemptKey, accounts, hasher } = this.ports;
    const noPlace = hasher.refusalOf(caller);
    if (noPlace !== null) return { kind: 'BUSY', retryAfterSeconds: noPlace.retryAfterSeconds };
    const account = canonicalAccount(request);
    const key = pinAttemptKey(deriveAttemptKey, 'INQUIRY_PIN', account);
    const outcome = await attempts.attempt<InquiryAccount | null>(
      key,
      {
        read: async () => {
          const { inquiryAccount, lockRecord } = await accounts.find(account, key);
          return { subject: inquiryAccount, lockRecord };
        },
        verify: async (known) => {
          const stored = known?.inquiryPin ?? null;
          return (await hasher.verify(stored, request.inquiryPin, caller)).right;
        },
      },
      origin,
    );
    switch (outcome.kind) {
      case 'SUCCEEDED':
        return this.open(outcome.subject, origin);
      case 'FAILED': {
        const organizationId = outcome.subject?.organizationId ?? null;
        await this.record({ type: 'INQUIRY_FAILED', organizationId, reason: null }, origin);
        return { kind: 'WRONG_ACCOUNT_OR_PIN' };
      }
      case 'LOCKED_OUT':
      case 'SUSPENDED':
      case 'BUSY':
        return outcome;
      default:
        return outcome satisfies never;
    }
  }

  private async open(account: InquiryAccount | null, origin: Origin): Promise<OpenRegistrationOutcome> {
    if (account === null) throw new Error('the decoy was taken for a right PIN');
    const { organizationId, masterRegistered } = account;
    if (masterRegistered) {
      const reason = 'ALREADY_REGISTERED';
      await this.record({ type: 'REGISTRATION_REFUSED', organizationId, reason }, origin);
      return { kind: 'ALREADY_REGISTERED' };
    }
    await this.record({ type: 'REGISTRATION_OPENED', organizationId, reason: null }, origin);
    const { text, token } = newRegistrationToken(organizationId);
    const expiresAt = new Date(this.ports.clock.now().getTime() + this.registrationSeconds * 1_000);
    await this.ports.openRegistrations.open(token, this.registrationSeconds);
    return { kind: 'OPENED', registrationToken: text, expiresAt };
  }

  private record(event: Recorded, origin: Origin): Promise<void> {
    return this.ports.history.append({
      ...event,
      occurredAt: this.ports.clock.now(),
      actorUserId: null,
      subjectUserId: null,
      credentialKind: 'INQUIRY_PIN',
      origin,
    });
  }
}
