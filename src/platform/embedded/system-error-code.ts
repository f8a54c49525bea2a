/** The code of a failed system call, such as ENOENT (errno(3)). */
export function systemErrorCode(cause: unknown): string {
  const hasCode = typeof cause === 'object' && cause !== null && 'code' in cause;
  return hasCode ? String(cause.code) : 'unknown reason';
}
