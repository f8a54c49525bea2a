/**
 * Lets several gauges of one scrape share one reading: they ask for it in the same moment, and whoever comes while it is
 * under way gets the same. Nothing is kept after its end, so that the next scrape reads anew.
 */
export function sharedReading<Reading>(read: () => Promise<Reading>): () => Promise<Reading> {
  let underWay: Promise<Reading> | null = null;
  return () => {
    underWay ??= read().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
