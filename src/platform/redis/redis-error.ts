/**
 * The same error, with its code and without the command that failed: ioredis attaches it with its arguments, which for
 * AUTH are the password, and a logger writes down whatever is attached.
 */
export function withoutArguments(error: Error): Error {
  const bare = new Error(error.message);
  bare.name = error.name;
  return 'code' in error ? Object.assign(bare, { code: error.code }) : bare;
}
