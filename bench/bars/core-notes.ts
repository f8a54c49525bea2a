import { coresOf, hashingShare, type CpuUse } from '../measure/cpu-account';
import { PART_NAMES, PARTS, totalOf } from '../measure/cpu-parts';

/**
 * Where the cores went during logins, and what that leaves of the ratio to hashing alone. By the utilization law as many
 * logins are done as the time of the cores holds, and all of it that is not hashing is missing from the ratio.
 */
export function coreNotes(use: CpuUse | null, cores: number): readonly string[] {
  if (use === null) return ['where the cores went is not measured on this system: only Linux tells'];
  const busy = coresOf(use);
  const told = PARTS.map((part) => `${PART_NAMES[part]} ${busy[part].toFixed(2)}`).join(', ');
  const share = hashingShare(use);
  const alone = hashingShare({ ...use, ms: { ...use.ms, generator: 0 } });
  return [
    `cores busy during the logins: ${told}; ${totalOf(busy).toFixed(2)} of ${cores} in all`,
    `${percent(share)} of that was hashing: while all of them share the cores, the ratio is ${share.toFixed(2)} at most, and ${alone.toFixed(2)} with a load generator that costs nothing`,
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
