import type { Stage } from './stage';

/**
 * Lets something happen on a stage, for so long at most, and clears the stage whatever becomes of it.
 * @throws Error when it takes longer or is interrupted
 */
export async function onStage<Result>(
  stage: Stage,
  limitMs: number,
  interrupted: AbortSignal,
  work: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const limit = AbortSignal.any([interrupted, AbortSignal.timeout(limitMs)]);
  const cut = new Promise<never>((_resolve, reject) => {
    limit.addEventListener('abort', () => {
      reject(new Error(interrupted.aborted ? 'interrupted' : `not done within ${limitMs / 1_000} s`));
    });
  });
  try {
    if (interrupted.aborted) throw new Error('interrupted');
    return await Promise.race([work(stage), cut]);
  } finally {
    await stage.close();
  }
}
