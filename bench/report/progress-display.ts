const CLEAR_LINE = '\r\u001b[K';

/** What is going on, on standard error, so that results alone are on standard output. */
export interface ProgressDisplay {
  show(line: string): void;
  end(): void;
}

/** One line that changes on a terminal; a line each time in a file. */
export function progressDisplay(): ProgressDisplay {
  const { stderr } = process;
  let last = '';
  return {
    show: (line) => {
      if (line === last) return;
      last = line;
      stderr.write(stderr.isTTY ? `${CLEAR_LINE}${line}` : `${line}\n`);
    },
    end: () => {
      if (stderr.isTTY) stderr.write(CLEAR_LINE);
    },
  };
}
