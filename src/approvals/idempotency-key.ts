import { createHash } from 'node:crypto';
import { isUuid } from '../platform/ids';
import { tidyText } from './approval-content-rule';
import type { ApprovalContent } from './approval-request';

/** What a submission goes by, so that one that is sent twice makes one request (R10). */
export interface IdempotencyMark {
  /** Made by the client, a UUID in lower case; unique among its requester's. */
  readonly key: string;
  /** SHA-256 of what is submitted, 64 lower-case hexadecimal digits. */
  readonly digest: string;
}

/** A submission, as far as its key is concerned. */
export interface KeyedSubmission extends ApprovalContent {
  readonly asDraft: boolean;
  readonly approverUserId: string;
  /** Null unless it changes a request that there is. */
  readonly existing: object | null;
  /** Null if the client gives none. */
  readonly idempotencyKey: string | null;
}

/** Why a submission cannot go by the key that it gives. */
export interface KeyViolation {
  readonly field: 'idempotencyKey';
  readonly code: 'INVALID_IDEMPOTENCY_KEY' | 'ONLY_FOR_NEW_REQUEST';
}

/** Every violation at once. A change needs no key: the version that it names lets it happen once only. */
export function keyViolations({
  idempotencyKey,
  existing,
}: Pick<KeyedSubmission, 'idempotencyKey' | 'existing'>): readonly KeyViolation[] {
  if (idempotencyKey === null) return [];
  return [
    ...when(!isUuid(idempotencyKey.toLowerCase()), 'INVALID_IDEMPOTENCY_KEY'),
    ...when(existing !== null, 'ONLY_FOR_NEW_REQUEST'),
  ];
}

/** What a submission goes by; null if it has no key, or none that can be taken. */
export function idempotencyMark(submission: KeyedSubmission): IdempotencyMark | null {
  const { idempotencyKey } = submission;
  if (idempotencyKey === null || keyViolations(submission).length > 0) return null;
  return { key: idempotencyKey.toLowerCase(), digest: digestOf(submission) };
}

/** Of everything that the requester decided, texts as they are stored: what differs here is another submission. */
function digestOf(submission: KeyedSubmission): string {
  const { asDraft, kind, title, itemCount, totalAmountYen, payloadSha256, approverUserId } = submission;
  const text = JSON.stringify([
    'sekisho-submission-1',
    asDraft,
    kind,
    tidyText(title),
    itemCount,
    totalAmountYen,
    payloadSha256,
    approverUserId,
    submission.deadline.toISOString(),
  ]);
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function when(violated: boolean, code: KeyViolation['code']): readonly KeyViolation[] {
  return violated ? [{ field: 'idempotencyKey', code }] : [];
}
