import { SingleBar } from 'cli-progress';

/** Shows how far each step is. */
export interface ProgressBar {
  show(step: string, done: number, of: number): void;
  end(): void;
}

/** A bar on the terminal; where standard error is a file, a line now and then. */
export function progressBar(): ProgressBar {
  let bar: SingleBar | undefined;
  let current = '';
  const end = (): void => {
    bar?.stop();
    bar = undefined;
    current = '';
  };
  return {
    show: (step, done, of) => {
      if (step !== current) {
        end();
        current = step;
        bar = new SingleBar({
          stream: process.stderr,
          format: '{step} [{bar}] {percentage}% {value}/{total}, {duration_formatted}',
          noTTYOutput: true,
          notTTYSchedule: 5_000,
          hideCursor: true,
        });
        bar.start(of, done, { step: step.padEnd(19) });
      }
      bar?.update(done);
    },
    end,
  };
}
