import { faultOf } from './verdict';

const STEM = 'Kq001Z7';
const HEAD = 'HTTP/1.1 200 OK';

const answer = (body: string, status = 200, head = HEAD): Parameters<typeof faultOf>[0] => ({
  status,
  head,
  body,
});
const refusal = (code: string, message = 'It is not so.'): string =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });

describe('F9 › what counts as a fault', () => {
  it.each([
    ['no HTTP at all', answer('', 0), 'not HTTP'],
    ['a status of ours', answer(refusal('BAD_REQUEST'), 500), 'status 500'],
    [
      'a fault of ours behind a status that is fine',
      answer(refusal('INTERNAL_SERVER_ERROR')),
      'INTERNAL_SERVER_ERROR',
    ],
    ['an outage that there is none of', answer(refusal('SERVICE_UNAVAILABLE')), 'SERVICE_UNAVAILABLE'],
    ['a frame of a stack', answer(refusal('BAD_REQUEST', 'x at run (/a/b.js:1:2)')), 'a place in the code'],
    ['a path of a package', answer(refusal('BAD_REQUEST', 'node_modules/pg')), 'a place in the code'],
    ['an echo in the body', answer(refusal('BAD_REQUEST', `not ${STEM}abc`)), 'a secret came back'],
    ['an echo in a header', answer('', 200, `${HEAD}\r\nx: ${STEM}`), 'a secret came back'],
    ['a page', answer('<html></html>'), 'not JSON'],
    [
      'Fastify’s own shape',
      answer('{"error":"Bad Request","statusCode":400}', 400),
      'neither data nor errors',
    ],
    ['a code that is not on the list', answer(refusal('FST_ERR_BAD_URL'), 400), 'the code FST_ERR_BAD_URL'],
    ['errors without one', answer('{"errors":[]}'), 'errors that are none'],
    [
      'an error without a text',
      answer('{"errors":[{"extensions":{"code":"FORBIDDEN"}}]}'),
      'an error without a text',
    ],
  ])('%s', (_what, given, fault) => {
    expect(faultOf(given, STEM)).toBe(fault);
  });

  it.each([
    ['data', answer('{"data":{"viewer":null}}')],
    ['a refusal', answer(refusal('UNAUTHENTICATED'))],
    ['no body', answer('', 400)],
    ['health', answer('{"status":"up","checks":{"redis":"up"}}')],
  ])('%s is none', (_what, given) => {
    expect(faultOf(given, STEM)).toBeNull();
  });
});
