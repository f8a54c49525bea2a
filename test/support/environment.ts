/** Reads what the global setup left for the tests. */
export function fromGlobalSetup(
  name: 'TEST_DATABASE_URL' | 'TEST_REDIS_URL' | 'TEST_TEMPLATE_DATABASE',
): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is missing: run this with jest, whose global setup sets it`);
  return value;
}
