import { connect } from 'node:net';
import type { RawRequest } from './raw-requests';
import type { Seen } from './verdict';

const CLOSES_WITHIN_MS = 5_000;
const NO_CHUNKS = '0\r\n\r\n';

/**
 * Sends the bytes over a connection of their own and gives whatever comes back until the gateway closes it, or has
 * nothing more to say: one that says nothing for `silenceMs` waits for more of the request, or will never answer.
 */
export function exchange(port: number, { chunks, end }: RawRequest, silenceMs: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const received: Buffer[] = [];
    let silence: NodeJS.Timeout | undefined;
    const done = (): void => {
      clearTimeout(silence);
      clearTimeout(impatience);
      socket.destroy();
      resolve(Buffer.concat(received).toString('utf8'));
    };
    const impatience = setTimeout(done, CLOSES_WITHIN_MS);
    const listen = (): void => {
      clearTimeout(silence);
      silence = setTimeout(done, silenceMs);
    };
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk);
      listen();
    });
    socket.on('close', done);
    // A connection that the gateway broke off tells nothing but that.
    socket.on('error', () => undefined);
    socket.on('connect', () => {
      socket.setNoDelay(true);
      for (const chunk of chunks) if (chunk.length > 0) socket.write(chunk);
      if (end) socket.end();
      listen();
    });
  });
}

/** The answers in what came back: several for a pipeline. Each needs its length, which all of the gateway's have. */
export function answersIn(wire: string): Seen[] {
  const answers: Seen[] = [];
  let rest = Buffer.from(wire);
  while (rest.length > 0) {
    const headEnd = rest.indexOf('\r\n\r\n');
    const head = rest.subarray(0, headEnd < 0 ? rest.length : headEnd).toString();
    const [, status = '0'] = /^HTTP\/1\.[01] (\d{3})/.exec(head) ?? [];
    const interim = status.startsWith('1');
    const [, length = '0'] = /^content-length: *(\d+)$/im.exec(head) ?? [];
    const bodyAt = headEnd < 0 ? rest.length : headEnd + 4;
    const body = rest.subarray(bodyAt, bodyAt + Number(length)).toString();
    // After HEAD there is a length and no body: what follows begins another answer.
    const bodyless = body.startsWith('HTTP/1.');
    // Node's own refusal of a request without Host: chunked, and no chunk.
    const empty = rest.subarray(bodyAt).toString('latin1', 0, NO_CHUNKS.length) === NO_CHUNKS;
    if (!interim) answers.push({ status: Number(status), head, body: bodyless ? '' : body });
    rest = rest.subarray(bodyAt + (empty ? NO_CHUNKS.length : bodyless || interim ? 0 : Number(length)));
  }
  return answers;
}
