import { randomUUID } from 'node:crypto';
import type { NewId } from '../../src/platform/ids';

/** Identifiers that one millisecond has room for. */
const PER_MILLISECOND = 4_096;

/**
 * Makes identifiers that rise (UUID v7, RFC 9562). The gateway's own are random, which costs a bulk load most of its
 * time: every row would touch a page of its own in every index, once they are larger than the server's memory for them.
 */
export function orderedIds(nowMs: number): NewId {
  let tick = nowMs * PER_MILLISECOND;
  return () => {
    tick += 1;
    const time = hex(Math.floor(tick / PER_MILLISECOND), 12);
    // Group four of a random UUID begins with the variant, as it has to be here.
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(tick % PER_MILLISECOND, 3)}-${randomUUID().slice(19)}`;
  };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
