import { parseReceiptKeysRequest } from '../../../src/receipts/receipt-keys-request';

const read = (line: string): unknown =>
  parseReceiptKeysRequest(line.split(' ').filter((word) => word !== ''));

describe('npm run receipt-keys', () => {
  it.each([
    ['list', { kind: 'LIST' }],
    ['rotate', { kind: 'ROTATE', atOnce: false }],
    ['rotate --now', { kind: 'ROTATE', atOnce: true }],
    ['revoke ABC', { kind: 'REVOKE', kid: 'ABC' }],
  ])('understands %s', (line, request) => {
    expect(read(line)).toEqual(request);
  });

  it.each([
    '',
    'help',
    'list ABC',
    'rotate now',
    'rotate ABC',
    'revoke',
    'revoke A B',
    'revoke --now A',
    'list --all',
  ])('does not guess what "%s" means', (line) => {
    expect(read(line)).toBeNull();
  });
});
