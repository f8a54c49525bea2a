import { randomBytes } from 'node:crypto';
import type { Origin } from '../history/history-event';
import type { MonotonicNow } from '../platform/monotonic-clock';
import type { AttemptGuard, AttemptOutcome, GuardedSecret, LockRecord } from './attempt-guard';
import type { AttemptKey } from './attempt-key';
import type { Admission, AttemptLedger, TimedStanding } from './attempt-ledger';
import { type AttemptRefusal, BUSY, refusalOf } from './attempt-refusal';
import type { AttemptSettings } from './attempt-settings';
import { barOf } from './attempt-state';
import type { LateSettlement } from './late-settlement';
import type { LockMirror } from './lock-mirror';
import type { LockReconciliation } from './lock-reconciliation';
import { agree, NO_RECORD } from './lock-record';
import type { LockRecorder } from './lock-recorder';
import type { Permit, PermitQueue } from './permit-queue';

/** What a guarded attempt works with. */
export interface AttemptGuardPorts {
  readonly ledger: AttemptLedger;
  readonly mirror: Pick<LockMirror, 'find' | 'clearAfterSuccess'>;
  readonly permits: PermitQueue;
  readonly recorder: LockRecorder;
  readonly reconciliation: LockReconciliation;
  readonly lateSettlement: LateSettlement;
  readonly settings: Pick<AttemptSettings, 'leaseMs' | 'verificationMs'>;
  readonly monotonicNow: MonotonicNow;
}

type Granted = Extract<Permit, { kind: 'GRANTED' }>;
type Verified<Subject> =
  { readonly kind: 'VERIFIED'; readonly subject: Subject; readonly right: boolean } | AttemptRefusal;

/** The order of an attempt: permit, read, compare with Postgres, verify, settle, mirror. */
export class LedgerAttemptGuard implements AttemptGuard {
  constructor(private readonly ports: AttemptGuardPorts) {}

  async attempt<Subject>(
    key: AttemptKey,
    secret: GuardedSecret<Subject>,
    origin: Origin | null,
  ): Promise<AttemptOutcome<Subject>> {
    // 48 bits: unique among the few tickets that one credential remembers, and short, since Redis keeps it.
    const ticket = randomBytes(6).toString('base64url');
    const permit = await this.ports.permits.take(key, ticket);
    switch (permit.kind) {
      case 'BUSY':
        return BUSY;
      case 'LOCKED_OUT':
      case 'SUSPENDED':
        return this.refuse(key, permit.standing, null);
      case 'GRANTED': {
        const verified = await this.verify(key, ticket, permit, secret);
        if (verified.kind !== 'VERIFIED') return verified;
        return verified.right
          ? this.succeed(key, ticket, verified.subject)
          : this.fail(key, ticket, verified.subject, origin);
      }
      default:
        return permit satisfies never;
    }
  }

  /** Whatever goes wrong in here is not the user's fault, so the permit is given back. */
  private async verify<Subject>(
    key: AttemptKey,
    ticket: string,
    permit: Granted,
    secret: GuardedSecret<Subject>,
  ): Promise<Verified<Subject>> {
    const { mirror, monotonicNow, settings } = this.ports;
    try {
      const standing = await this.mirrored(key, permit.standing);
      const { subject, lockRecord } = await secret.read();
      const admission = await this.compare(key, ticket, standing, lockRecord ?? NO_RECORD);
      const leaseLeftMs = permit.askedAt + settings.leaseMs - monotonicNow();
      if (admission.kind === 'CONTENDED' || leaseLeftMs < settings.verificationMs) {
        await this.refund(key, ticket);
        return BUSY;
      }
      if (admission.kind !== 'GRANTED') return await this.refuse(key, admission.standing, null);
      const right = await secret.verify(subject, leaseLeftMs);
      // Postgres forgets first: the other way round, a neighbour would bring the old count back into the ledger.
      if (right && (standing.lockouts > 0 || admission.standing.lockouts > 0)) {
        await mirror.clearAfterSuccess(key, permit.standing.now);
      }
      return { kind: 'VERIFIED', subject, right };
    } catch (fault) {
      await this.refund(key, ticket);
      throw fault;
    }
  }

  /** A lockout that Postgres missed, and that has ended meanwhile, is recorded before its credential is tried again. */
  private mirrored(key: AttemptKey, standing: TimedStanding): Promise<TimedStanding> {
    return standing.unmirrored ? this.ports.recorder.record(key, standing, null) : Promise.resolve(standing);
  }

  /** Where ledger and Postgres differ, as after Redis was emptied, the ledger is repaired and asked again. */
  private compare(
    key: AttemptKey,
    ticket: string,
    standing: TimedStanding,
    record: LockRecord,
  ): Promise<Admission> {
    if (agree(standing, record) && barOf(standing, standing.now) === null) {
      return Promise.resolve({ kind: 'GRANTED', standing });
    }
    return this.ports.ledger.restoreAndAdmit(key, record, ticket);
  }

  private async succeed<Subject>(
    key: AttemptKey,
    ticket: string,
    subject: Subject,
  ): Promise<AttemptOutcome<Subject>> {
    const { ledger, mirror } = this.ports;
    const reply = await this.settle(key, ticket, 'SUCCEEDED');
    if (reply.as !== 'SUCCEEDED') return this.refuse(key, reply.standing, null);
    if (!reply.ticketKnown) {
      // Redis was emptied while the secret was verified; a lock or suspension may have gone with it.
      const standing = await ledger.restore(key, (await mirror.find(key)) ?? NO_RECORD);
      if (barOf(standing, standing.now) !== null) return this.refuse(key, standing, null);
    }
    return { kind: 'SUCCEEDED', subject };
  }

  /** The Nth failure is answered with the lock that it brought down (R7). */
  private async fail<Subject>(
    key: AttemptKey,
    ticket: string,
    subject: Subject,
    origin: Origin | null,
  ): Promise<AttemptOutcome<Subject>> {
    const { standing } = await this.settle(key, ticket, 'FAILED');
    if (barOf(standing, standing.now) !== null) return this.refuse(key, standing, origin);
    return { kind: 'FAILED', subject };
  }

  /** Settling is idempotent, so a lost reply is asked for again at once, and after that in the background. */
  private async settle(
    key: AttemptKey,
    ticket: string,
    as: 'SUCCEEDED' | 'FAILED',
  ): ReturnType<AttemptLedger['settle']> {
    const { ledger, lateSettlement, permits } = this.ports;
    try {
      return await ledger.settle(key, ticket, as).catch(() => ledger.settle(key, ticket, as));
    } catch (fault) {
      lateSettlement.insist(key, ticket, as);
      throw fault;
    } finally {
      permits.kick(key);
    }
  }

  private async refund(key: AttemptKey, ticket: string): Promise<void> {
    const { ledger, lateSettlement, permits } = this.ports;
    try {
      await ledger.settle(key, ticket, 'REFUNDED');
    } catch {
      // The fault that led here is the one to report.
      lateSettlement.insist(key, ticket, 'REFUNDED');
    }
    permits.kick(key);
  }

  /** A bar is told only once Postgres has it (R7); `origin` is that of the attempt it fell by. */
  private async refuse(
    key: AttemptKey,
    standing: TimedStanding,
    origin: Origin | null,
  ): Promise<AttemptRefusal> {
    const { recorder, reconciliation } = this.ports;
    if (standing.unmirrored) return refusalOf(await recorder.record(key, standing, origin));
    reconciliation.check(key, standing);
    return refusalOf(standing);
  }
}
