import type { RepresentativeAccount } from '../credentials/pins/representative-account';
import type { PaperProcedure } from './paper-procedure';
import type { PaperProcedureKind } from './paper-procedure-kind';
import type { PaperProcedureState } from './paper-procedure-state';

/** Which procedures to list; null asks for all. */
export interface PaperQuery {
  readonly kinds: readonly PaperProcedureKind[] | null;
  readonly states: readonly PaperProcedureState[] | null;
  readonly account: RepresentativeAccount | null;
  /** Only those that are open and were received at this instant or before. */
  readonly openSince: Date | null;
}

/** Where a procedure stands in the list. */
export interface PaperPosition {
  readonly receivedAt: Date;
  readonly id: string;
}

/** Lists procedures, those received first at the head. */
export interface PaperList {
  page(query: PaperQuery, count: number, after: PaperPosition | null): Promise<readonly PaperProcedure[]>;
  /** How many there are; not more than `COUNTED_TO`, which stands for as many or more. */
  count(query: PaperQuery): Promise<number>;
}
