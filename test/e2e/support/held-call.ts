import { EventEmitter, once } from 'node:events';

/** A call that has been made, and is not carried out yet. */
export interface HeldCall {
  /** Settles once somebody calls. */
  readonly reached: Promise<unknown>;
  /** Lets it be carried out. */
  readonly release: () => void;
}

/**
 * Holds the next call of a method, on whichever instance in this process, as a slow moment of the network would. It is
 * then carried out as it would have been.
 */
export function holdNextCall<Method extends string>(
  { prototype }: { readonly prototype: Record<Method, (...entries: never[]) => Promise<unknown>> },
  method: Method,
): HeldCall {
  const signals = new EventEmitter();
  const [reached, released] = [once(signals, 'reached'), once(signals, 'released')];
  const original = prototype[method] as (...entries: unknown[]) => Promise<unknown>;
  prototype[method] = async function (this: unknown, ...entries: unknown[]) {
    prototype[method] = original;
    signals.emit('reached');
    await released;
    return original.apply(this, entries);
  };
  return {
    reached,
    release: () => {
      signals.emit('released');
    },
  };
}
