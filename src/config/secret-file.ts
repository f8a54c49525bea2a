import { readFileSync } from 'node:fs';
import type { ConfigFault } from './config-faults';

/**
 * Reads a secret that stands in a file, as container platforms hand them over, without the line end that editors add.
 * The fault holds neither the path nor the content.
 */
export function readSecretFile(name: string, path: string): string | ConfigFault {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return { name, problem: 'wanted the path of a file that can be read' };
  }
}
