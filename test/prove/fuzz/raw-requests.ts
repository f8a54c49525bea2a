import type { Random } from '../random';
import { oddText } from './odd-text';
import type { Ingredients } from './variables';

/** Bytes for a connection of their own. */
export interface RawRequest {
  /** Sent one after the other. */
  readonly chunks: readonly Buffer[];
  /** Whether the sending side is closed after them, as by a client that goes away. */
  readonly end: boolean;
}

const METHODS = [
  'GET',
  'POST',
  'HEAD',
  'OPTIONS',
  'PUT',
  'DELETE',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'get',
  'G\0T',
  '',
];
const VERSIONS = ['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', 'http/1.1', ''];
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'application/json;charset=' + 'x'.repeat(200),
  'application/graphql',
  'application/graphql-response+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/jsonp',
  '*/*',
  ';;;',
  '',
];
const ENCODINGS = ['gzip', 'deflate', 'br', 'identity', 'zstd', 'x, y, z', ''];

/** Requests that are broken below GraphQL: lines, methods, headers, types, encodings, lengths, bodies. */
export function rawRequest(given: Ingredients): RawRequest {
  const { random } = given;
  const one = requestBytes(given);
  if (random.happens(0.08))
    return split(Buffer.concat([one, requestBytes(given), requestBytes(given)]), random);
  if (random.happens(0.1)) return split(one.subarray(0, random.below(one.length + 1)), random, true);
  if (random.happens(0.1)) return split(flipped(one, random), random);
  if (random.happens(0.03))
    return split(Buffer.from(random.many(random.below(2_000), () => random.below(256))), random, true);
  return split(one, random);
}

function requestBytes(given: Ingredients): Buffer {
  const { random, planted } = given;
  const secret = planted.next(random);
  const body = bodyBytes(given, secret);
  const line = `${random.happens(0.6) ? 'POST' : random.one(METHODS)} ${pathOf(random, secret)} ${random.one(VERSIONS)}`;
  const headers = headersOf(random, secret, body);
  const head = Buffer.from(
    [line, ...headers, '', ''].join(random.happens(0.03) ? '\n' : '\r\n'),
    random.happens(0.1) ? 'latin1' : 'utf8',
  );
  return Buffer.concat([head, body]);
}

function pathOf(random: Random, secret: string): string {
  return random.happens(0.5)
    ? '/graphql'
    : random.one([
        `/graphql?query={policy{__typename}}&variables=${secret}`,
        `/graphql?query=%7Bviewer%7Bid%7D%7D&query=${secret}`,
        `/graphql?${secret}=%zz`,
        `/graphql/${secret}`,
        `/${secret}`,
        `/%zz${secret}`,
        `/%c0%af${secret}`,
        `/${secret.repeat(20)}`,
        `//graphql//..//${secret}`,
        `http://${secret}:1/graphql`,
        `*`,
        '/livez',
        '/readyz',
        `/livez?${secret}`,
        `/\u0000${secret}`,
        `/${'a'.repeat(random.below(20_000))}`,
        secret,
      ]);
}

function headersOf(random: Random, secret: string, body: Buffer): string[] {
  const headers = random.happens(0.95)
    ? ['Host: 127.0.0.1']
    : random.one([[], ['Host: a', 'Host: b'], [`Host: ${secret}`]]);
  headers.push(`Content-Type: ${random.happens(0.6) ? 'application/json' : random.one(TYPES)}`);
  headers.push(...lengthOf(random, body));
  const extra: readonly string[] = [
    `Content-Encoding: ${random.one(ENCODINGS)}`,
    `Accept: ${random.one(['*/*', 'application/graphql-response+json', 'text/html', ';q=9', ''])}`,
    `Accept-Language: ${random.one(['ja', 'en;q=0.1, ja;q=x', '*', oddText(random).replaceAll(/[\r\n]/g, '')])}`,
    `Accept-Encoding: ${random.one(ENCODINGS)}`,
    `Authorization: Bearer ${secret}`,
    `Authorization: Basic ${Buffer.from(`${secret}:${secret}`).toString('base64')}`,
    `Cookie: __Host-sekisho=${secret}; __Host-sekisho=${secret}; ${secret}; =; ;;`,
    `Cookie: __Host-sekisho-device=${secret}%zz`,
    `Cookie: ${'a=b; '.repeat(random.below(1_500))}`,
    `Origin: ${random.one(['null', 'https://evil.example', 'http://127.0.0.1', secret, ''])}`,
    `X-Forwarded-For: ${random.one(['1.2.3.4', secret, '::1', 'unknown, ,', '999.999.999.999'])}`,
    `X-Forwarded-Proto: ${secret}`,
    `X-Apollo-Operation-Name: ${secret}`,
    `X-Request-Id: ${secret}`,
    `User-Agent: ${random.one(['', 'x'.repeat(3_000), `Mozilla/5.0 ${secret}`])}`,
    `Expect: ${random.one(['100-continue', secret])}`,
    `Upgrade: ${random.one(['websocket', 'h2c'])}`,
    `Connection: ${random.one(['close', 'keep-alive', 'Upgrade', 'HTTP2-Settings', secret])}`,
    `X-${secret}: ${'y'.repeat(random.below(20_000))}`,
    `Bad Header ${secret}`,
    `: ${secret}`,
    ` folded ${secret}`,
    `X-Latin: ${String.fromCharCode(0xe9, 0xff, 0x80)}`,
    `X-Control: a${random.one(['\0', '\u0007', '\r'])}b`,
    ...random.many(random.happens(0.05) ? random.below(300) : 0, (place) => `X-Many-${place}: 1`),
  ];
  return [...headers, ...extra.filter(() => random.happens(0.08))];
}

function lengthOf(random: Random, body: Buffer): string[] {
  if (random.happens(0.8)) return [`Content-Length: ${body.length}`];
  return random.one([
    [],
    [`Content-Length: ${body.length + 10}`],
    [`Content-Length: ${Math.max(0, body.length - 5)}`],
    ['Content-Length: -1'],
    ['Content-Length: 99999999999999999999'],
    ['Content-Length: 5', `Content-Length: ${body.length}`],
    ['Transfer-Encoding: chunked'],
    ['Transfer-Encoding: chunked', `Content-Length: ${body.length}`],
    ['Transfer-Encoding: gzip, chunked'],
    ['Transfer-Encoding: nonsense'],
  ]);
}

function bodyBytes({ random }: Ingredients, secret: string): Buffer {
  const login = `{"query":"mutation ($input: LoginInput!) { login(input: $input) { __typename } }","variables":{"input":{"loginId":"${secret}","loginPassword":"${secret}"}}}`;
  const text = random.one([
    login,
    login,
    '{"query":"{ policy { __typename } }"}',
    `${login.length.toString(16)}\r\n${login}\r\n0\r\n\r\n`,
    `zz\r\n${secret}\r\n0\r\n\r\n`,
    login.slice(0, random.below(login.length)),
    `\ufeff${login}`,
    `{"query":"${secret}`,
    `"${secret}"`,
    `["${secret}"]`,
    'null',
    '[]',
    '{}',
    '1e999',
    '',
    `{"__proto__":{"query":"{ viewer { id } }"},"query":"${secret}"}`,
    `{"query":"{ policy { __typename } }","query":"${secret}"}`,
    '['.repeat(random.below(30_000)),
    secret.repeat(random.below(8_000)),
  ]);
  if (random.happens(0.05)) return Buffer.from(text, 'utf16le');
  return random.happens(0.05) ? flipped(Buffer.from(text), random) : Buffer.from(text);
}

function flipped(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  if (changed.length === 0) return changed;
  for (let flips = 1 + random.below(5); flips > 0; flips -= 1)
    changed[random.below(changed.length)] = random.below(256);
  return changed;
}

/** Now and then in two pieces, as the network may cut them. */
function split(bytes: Buffer, random: Random, end = random.happens(0.05)): RawRequest {
  if (!random.happens(0.2)) return { chunks: [bytes], end };
  const at = random.below(bytes.length + 1);
  return { chunks: [bytes.subarray(0, at), bytes.subarray(at)], end };
}
