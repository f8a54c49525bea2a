import type { HashingParameters } from '../measure/bare-hashing';

/**
 * What a hash takes at other parameters than the measured ones: each pass fills the whole memory once, block by block, so
 * that the time grows with memory × passes (RFC 9106, section 3.2). Memory that no longer fits into the caches of the
 * processor takes somewhat more than this says: measure before you decide.
 */
export function hashingMsAt(
  measured: HashingParameters & { readonly ms: number },
  { memoryKiB, passes }: HashingParameters,
): number {
  return (measured.ms * memoryKiB * passes) / (measured.memoryKiB * measured.passes);
}
