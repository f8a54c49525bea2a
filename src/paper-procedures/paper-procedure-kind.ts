/** What only paper can do (書面手続, R6), and the restoring of a staff account by another pair of staff. */
export const PAPER_PROCEDURE_KINDS = [
  'OPEN_CONTRACT',
  'INITIALIZE_MASTER_CREDENTIALS',
  'RELEASE_MASTER_SUSPENSION',
  'RESET_MASTER_ADDITIONAL_AUTHENTICATION',
  'CHANGE_PINS',
  'RELEASE_PIN_SUSPENSION',
  'RESTORE_STAFF',
] as const;

export type PaperProcedureKind = (typeof PAPER_PROCEDURE_KINDS)[number];

/** The kinds that concern the master of an organization: they need one, and the very one whom the form was received for. */
export type MasterProcedureKind = Extract<PaperProcedureKind, `${string}MASTER${string}`>;

/** Whether a form of this kind concerns the organization's master. */
export function concernsMaster(kind: PaperProcedureKind): kind is MasterProcedureKind {
  return kind.includes('MASTER');
}
