import { sendConstantly, type ConstantReport, type ConstantRequests } from '../measure/constant-requests';
import type { Side } from './rounds';

/** One side that answers one and the same request; keeps what it measured for the charts. */
export function constantSide(
  name: string,
  requests: Omit<ConstantRequests, 'seconds'>,
  reports: Map<string, ConstantReport[]>,
): Side {
  const own: ConstantReport[] = [];
  reports.set(name, own);
  return {
    name,
    measure: async (seconds) => {
      const report = await sendConstantly({ ...requests, seconds });
      own.push(report);
      return report.perSecond;
    },
  };
}
