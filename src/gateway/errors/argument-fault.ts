import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';

/**
 * Whether graphql-js found only while it ran an operation that an argument has no value, or none that it may have: null in a
 * variable that has a default passes validation. It is the client's fault, comes without a code, and its text repeats the
 * literal around the variable, which may be a password.
 */
export function isArgumentFault(error: unknown): boolean {
  const fault = unwrapResolverError(error);
  return fault instanceof GraphQLError && fault.message.startsWith('Argument "');
}
