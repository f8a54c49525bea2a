import type { PlaygroundTab } from './playground-tab';
import { scriptLiteral } from './script-literal';

/** What the Playground starts with. */
export interface PlaygroundStart {
  /** Path of the GraphQL endpoint on the same origin, such as `/graphql`. */
  readonly endpoint: string;
  readonly tabs: readonly PlaygroundTab[];
}

const SETTINGS = {
  'editor.theme': 'light',
  // Sends and takes the session cookie. The Playground's own default is to omit it.
  'request.credentials': 'same-origin',
  // The default asks for the whole schema every two seconds.
  'schema.polling.enable': false,
} as const;

const VARIABLES_HEIGHT_PIXELS = 220;

/** A tab as the Playground keeps it; one with variables shows them, since they are what one changes. */
function sessionOf({ name, query, variables }: PlaygroundTab): Readonly<Record<string, unknown>> {
  const session = { name, query: query.trimEnd() };
  if (variables === undefined) return { ...session, variables: '' };
  return {
    ...session,
    variables: JSON.stringify(variables, null, 2),
    queryVariablesActive: true,
    variableEditorOpen: true,
    variableEditorHeight: VARIABLES_HEIGHT_PIXELS,
    // Types of the variables unknown: the default, none, marks every variable as a mistake until the query is edited.
    variableToType: null,
  };
}

/**
 * The script that starts the Playground, a file of its own because the page allows no inline script.
 *
 * The Playground saves whatever is typed or answered, passwords and session tokens among it, to `localStorage`, where
 * it outlives the browser. The tabs are given anew at every start, so that nothing saved is ever read back; the script
 * therefore puts a storage in its place that ends with the page.
 */
export function startScript({ endpoint, tabs }: PlaygroundStart): string {
  const options = {
    settings: SETTINGS,
    setTitle: false,
    shareEnabled: false,
    fixedEndpoint: true,
    tabs: tabs.map(sessionOf),
  };
  return `'use strict';
(() => {
  const kept = new Map();
  Object.defineProperty(window, 'localStorage', {
    value: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
  });
  const endpoint = new URL(${scriptLiteral(endpoint)}, window.location.origin).href;
  const options = ${scriptLiteral(options)};
  const tabs = options.tabs.map((tab) => ({ ...tab, endpoint }));
  window.GraphQLPlayground.init(document.getElementById('root'), { ...options, endpoint, tabs });
})();
`;
}
