import { createContext, runInContext } from 'node:vm';
import { startScript, type PlaygroundStart } from '../../../../src/gateway/playground/start-script';

interface StartedTab {
  readonly name: string;
  readonly query: string;
  readonly variables: string;
  readonly endpoint: string;
}

interface Started {
  readonly endpoint: string;
  readonly settings: Record<string, unknown>;
  readonly tabs: readonly StartedTab[];
}

/** Runs the script as a page at bank.example would, after `page` ran in the same window. */
function started(
  start: PlaygroundStart,
  afterwards = '',
): { readonly options: Started; readonly saved: string[] } {
  const saved: string[] = [];
  const calls: string[] = [];
  const window = createContext({
    URL,
    document: { getElementById: (id: string) => ({ id }) },
    location: { origin: 'https://bank.example' },
    localStorage: { setItem: (key: string) => saved.push(key) },
    GraphQLPlayground: { init: (_root: unknown, options: unknown) => calls.push(JSON.stringify(options)) },
  });
  runInContext('globalThis.window = globalThis', window);
  runInContext(startScript(start), window);
  runInContext(afterwards, window);
  expect(calls).toHaveLength(1);
  return { options: JSON.parse(calls[0] ?? '') as Started, saved };
}

const tab = { name: 'viewer', query: '{ viewer { id } }' };

describe('the start script of the Playground', () => {
  it('asks the endpoint on its own origin, in every tab', () => {
    const { options } = started({ endpoint: '/graphql', tabs: [tab] });
    expect(options.endpoint).toBe('https://bank.example/graphql');
    expect(options.tabs.map(({ endpoint }) => endpoint)).toEqual(['https://bank.example/graphql']);
  });

  it('sends cookies to its own origin only and does not poll the schema', () => {
    const { options } = started({ endpoint: '/graphql', tabs: [tab] });
    expect(options.settings).toMatchObject({
      'request.credentials': 'same-origin',
      'schema.polling.enable': false,
    });
  });

  it('opens the variables of a tab that has some', () => {
    const { options } = started({ endpoint: '/graphql', tabs: [{ ...tab, variables: { first: 20 } }, tab] });
    expect(options.tabs[0]).toMatchObject({ queryVariablesActive: true, variableEditorOpen: true });
    expect(options.tabs[1]).not.toHaveProperty('variableEditorOpen');
  });

  it('hands the variables of a tab over as JSON text, and none as no text', () => {
    const login = { name: 'login', query: 'mutation { login }', variables: { input: { loginId: 'demo01' } } };
    const { options } = started({ endpoint: '/graphql', tabs: [login, tab] });
    expect(JSON.parse(options.tabs[0]?.variables ?? '')).toEqual(login.variables);
    expect(options.tabs[1]?.variables).toBe('');
  });

  it('runs nothing that a name, a document or a variable says', () => {
    const hostile = `</script>\u2028"'\`\${saved.push(1)}; throw new Error('ran') //`;
    const tabs = [{ name: hostile, query: hostile, variables: { [hostile]: hostile } }];
    const { options } = started({ endpoint: '/graphql', tabs });
    expect(options.tabs[0]).toMatchObject({ name: hostile, query: hostile });
    expect(JSON.parse(options.tabs[0]?.variables ?? '')).toEqual({ [hostile]: hostile });
    expect(startScript({ endpoint: '/graphql', tabs })).not.toContain('</script');
  });

  it('keeps what is typed out of the storage that outlives the page', () => {
    const use =
      "localStorage.setItem('a', 'secret'); if (localStorage.getItem('a') !== 'secret') throw new Error()";
    expect(started({ endpoint: '/graphql', tabs: [tab] }, use).saved).toEqual([]);
  });
});
