/** The gateway answered as it never may, however quickly. The message holds no secret: a load makes reports. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** @throws BrokenPromise saying `otherwise` */
export function must(held: boolean, otherwise: string): asserts held {
  if (!held) throw new BrokenPromise(otherwise);
}
