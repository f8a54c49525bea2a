import type { EntityManager } from 'typeorm';
import type { NewId } from '../platform/ids';
import type { ActingUser } from '../users/acting-user';
import type { User } from '../users/user';
import type { ActingParties } from './approval-cases';
import { begun, type ApprovalChange } from './approval-change';
import { contentViolations, tidyText, type ContentViolation } from './approval-content-rule';
import { approvalEvent } from './approval-event';
import { REQUEST_PERMISSIONS } from './approval-kind';
import { requesterObstacle, versionConflict } from './approval-obstacle';
import type { StepRefusal } from './approval-refusal';
import type { ApprovalContent, ApprovalRequest } from './approval-request';
import { onHeldCase, takeStep, type StepPorts } from './held-request';
import { idempotencyMark, keyViolations, type IdempotencyMark, type KeyViolation } from './idempotency-key';
import { designationViolations, submissionViolations, type SubmissionViolation } from './submission-rule';

export interface SubmitInput extends ApprovalContent {
  /** Which request to change; null makes a new one. */
  readonly existing: { readonly approvalRequestId: string; readonly contentVersion: number } | null;
  /** Whether it is put aside as a draft and not submitted yet. */
  readonly asDraft: boolean;
  readonly approverUserId: string;
  /** What the client names a new request by, so that it can submit it again if the answer was lost; null if it does not. */
  readonly idempotencyKey: string | null;
}

export type SubmitOutcome =
  | { readonly kind: 'SAVED' | 'SUBMITTED'; readonly request: ApprovalRequest }
  | {
      readonly kind: 'INVALID_INPUT';
      readonly violations: readonly (ContentViolation | SubmissionViolation | KeyViolation)[];
    }
  | StepRefusal;

/** What submitting works with. */
export interface SubmitPorts extends StepPorts {
  readonly newId: NewId;
}

type Submission = Extract<ApprovalChange, { readonly step: 'EDIT' | 'SUBMIT' }>;
type Judged = Submission | Exclude<SubmitOutcome, { readonly kind: 'SAVED' | 'SUBMITTED' }>;

/**
 * A requester submits a request to its approver, or puts it aside as a draft (R10); a new one, or one of his own that waits
 * for nobody. A draft needs no limits and no permitted approver yet, since both may change until it is submitted.
 * A new one that was submitted under the same key before is that one, as it stands now: whatever has become of the
 * requester's rights since, it has been made. Another content under the key is refused.
 */
export class SubmitRequest {
  constructor(private readonly ports: SubmitPorts) {}

  async run(requester: ActingUser, input: SubmitInput): Promise<SubmitOutcome> {
    const { cases } = this.ports;
    const { existing } = input;
    if (existing !== null) return this.change(requester, existing, input);
    const outcome = await cases.whilePartiesHeld(requester, (parties, transaction) =>
      this.begin(requester, parties, input, transaction),
    );
    return outcome ?? { kind: 'NOT_PERMITTED', permission: REQUEST_PERMISSIONS[input.kind] };
  }

  private change(
    requester: ActingUser,
    { approvalRequestId, contentVersion }: NonNullable<SubmitInput['existing']>,
    input: SubmitInput,
  ): Promise<SubmitOutcome> {
    const { cases, clock } = this.ports;
    return onHeldCase<SubmitOutcome>(cases, requester, approvalRequestId, async (held, transaction) => {
      const { request } = held;
      const obstacle =
        requesterObstacle(request, stepOf(input), requester.id, clock.now()) ??
        versionConflict(request, contentVersion);
      if (obstacle !== null) return obstacle;
      const judged = await this.judge(held, input, transaction);
      if (!('step' in judged)) return judged;
      const { at } = judged;
      return done(input, await takeStep(this.ports, requester, request, judged, at, transaction));
    });
  }

  private async begin(
    requester: ActingUser,
    parties: ActingParties,
    input: SubmitInput,
    transaction: EntityManager,
  ): Promise<SubmitOutcome> {
    const { cases, history, newId } = this.ports;
    const mark = idempotencyMark(input);
    const before = await this.madeUnder(mark, requester, input, transaction);
    if (before !== null) return before;
    const judged = await this.judge(parties, input, transaction);
    if (!('step' in judged)) return judged;
    const { id, name } = parties.user;
    const { organizationId } = requester;
    const request = begun({ id: newId(), organizationId, requester: { id, name } }, judged);
    if (!(await cases.insert(request, mark, transaction))) {
      // The same submission, sent twice, was quicker.
      const meanwhile = await this.madeUnder(mark, requester, input, transaction);
      if (meanwhile === null) throw new Error('the request that stands under this key cannot be found');
      return meanwhile;
    }
    await history.append(approvalEvent(judged.step, request, requester, judged.at), transaction);
    return done(input, request);
  }

  /** What a submission under its key has come to already; null if it is the first. */
  private async madeUnder(
    mark: IdempotencyMark | null,
    requester: ActingUser,
    input: SubmitInput,
    transaction: EntityManager,
  ): Promise<SubmitOutcome | null> {
    const made = mark === null ? null : await this.ports.cases.madeUnder(requester, mark, transaction);
    if (made === null) return null;
    return made.sameContent
      ? done(input, made.request)
      : { kind: 'NOT_APPLICABLE', code: 'IDEMPOTENCY_KEY_USED' };
  }

  /** What is to be written down, or why it is not. */
  private async judge(
    { user, organization }: ActingParties,
    input: SubmitInput,
    transaction: EntityManager,
  ): Promise<Judged> {
    const { cases, clock } = this.ports;
    const permission = REQUEST_PERMISSIONS[input.kind];
    if (!user.permissions.includes(permission)) return { kind: 'NOT_PERMITTED', permission };
    const at = clock.now();
    const content = contentOf(input);
    const approver = await cases.colleague(organization.id, input.approverUserId, transaction);
    const parties = { requester: user, approver, organization };
    const violations = [
      ...keyViolations(input),
      ...contentViolations(content, at),
      ...designationViolations(approver),
      ...(input.asDraft ? [] : submissionViolations(content, parties)),
    ];
    if (approver === null || violations.length > 0) return { kind: 'INVALID_INPUT', violations };
    return { step: stepOf(input), content, approver: personOf(approver), at };
  }
}

function stepOf({ asDraft }: SubmitInput): Submission['step'] {
  return asDraft ? 'EDIT' : 'SUBMIT';
}

function done({ asDraft }: SubmitInput, request: ApprovalRequest): SubmitOutcome {
  return { kind: asDraft ? 'SAVED' : 'SUBMITTED', request };
}

function contentOf(input: SubmitInput): ApprovalContent {
  const { kind, title, itemCount, totalAmountYen, payloadSha256, deadline } = input;
  return { kind, title: tidyText(title), itemCount, totalAmountYen, payloadSha256, deadline };
}

function personOf({ id, name }: User): ApprovalRequest['approver'] {
  return { id, name };
}
