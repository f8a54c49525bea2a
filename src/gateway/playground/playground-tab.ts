/** One tab of the Playground: an example operation, ready to run. */
export interface PlaygroundTab {
  /** What the tab is called. */
  readonly name: string;
  /** The GraphQL document. */
  readonly query: string;
  /** Values for the document's variables; shown, and so never a secret that counts. */
  readonly variables?: Readonly<Record<string, unknown>>;
}
