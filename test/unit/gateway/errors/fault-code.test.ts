import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
  TypeORMError,
} from 'typeorm';
import { LedgerUnavailable } from '../../../../src/attempts/ledger-unavailable';
import { HashingBusy } from '../../../../src/credentials/secret-hasher';
import { isPassingFault } from '../../../../src/gateway/errors/fault-code';
import { SessionsUnavailable } from '../../../../src/session/session-store';

const ofDatabase = (code: string, message = 'refused'): QueryFailedError =>
  new QueryFailedError('SELECT 1', [], Object.assign(new Error(message), { code }));

type Named = readonly [what: string, fault: unknown];

describe('faults worth retrying', () => {
  it.each<Named>([
    ['the ledger out of reach', new LedgerUnavailable('REDIS', { cause: new Error() })],
    ['the session store out of reach', new SessionsUnavailable(new Error())],
    ['a full hashing queue', new HashingBusy(1)],
    ['a lost connection', ofDatabase('08006')],
    ['a serialization failure', ofDatabase('40001')],
    ['too many connections', ofDatabase('53300')],
    ['a shutdown', ofDatabase('57P01')],
    ['a connection cut', ofDatabase('', 'Connection terminated unexpectedly')],
    ['a server that is starting up', Object.assign(new Error('refused'), { code: '57P03' })],
    ['a transaction whose connection broke', new QueryRunnerAlreadyReleasedError()],
    ['the same, found out by its manager', new QueryRunnerProviderAlreadyReleasedError()],
    ['a closed port', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    [
      'closed ports of every address',
      new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })]),
    ],
  ])('%s is one', (_what, fault) => {
    expect(isPassingFault(fault)).toBe(true);
  });

  it.each<Named>([
    ['a broken constraint', ofDatabase('23505')],
    ['a missing table', ofDatabase('42P01')],
    ['a code that is none of SQL', Object.assign(new Error('refused'), { code: '57' })],
    ['a mistake of ours', new TypeError('x is not a function')],
    ['a misuse of TypeORM', new TypeORMError('ECONNREFUSED')],
    ['a thrown text', 'ECONNREFUSED'],
    ['nothing', undefined],
  ])('%s is none', (_what, fault) => {
    expect(isPassingFault(fault)).toBe(false);
  });
});
