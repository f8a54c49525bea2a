import { Writable } from 'node:stream';

/** Swallows what is written to it. */
export class SilentOutput extends Writable {
  override _write(_chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    done();
  }
}
