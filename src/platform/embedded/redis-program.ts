/** A redis-server that can be run. */
export interface RedisProgram {
  readonly executable: string;
  /** Where its shared libraries are, when not where the system looks. */
  readonly libraryPath?: string;
}
