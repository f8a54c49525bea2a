import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '../../users/user';

/** What must be known wherever an answer is put into words, GraphQL or not. */
export interface RequestScope {
  readonly requestId: string;
  readonly language: Language;
}

/** The scope of the request that is being answered; each HTTP request runs in its own. */
export const requestScope = new AsyncLocalStorage<RequestScope>();
