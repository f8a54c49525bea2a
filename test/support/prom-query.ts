import type { Sample } from './scrape';

/** A series that a PromQL expression selects: its metric and its label matchers. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
}

/** What a PromQL expression asks for. */
export interface Query {
  readonly selectors: readonly Selector[];
  /** Labels that it aggregates by. */
  readonly grouped: readonly string[];
}

const SELECTOR = /(?<![\w$])(?<metric>[a-zA-Z_:][\w:]*)(?:\{(?<matchers>[^}]*)\})?(?!\w|\s*\()/g;
const MATCHER = /(?<label>\w+)\s*(?<operator>=~|!~|!=|=)\s*"(?<value>[^"]*)"/g;
const GROUPING = /\b(?:by|without|on|ignoring)\s*\((?<labels>[^)]*)\)/g;
const KEYWORDS = new Set([
  'and',
  'or',
  'unless',
  'bool',
  'offset',
  'group_left',
  'group_right',
  'inf',
  'nan',
]);

/** Reads the part of PromQL that our alerts and dashboards are written in. */
export function readQuery(expression: string): Query {
  const grouped = [...expression.matchAll(GROUPING)].flatMap(({ groups }) =>
    (groups?.['labels'] ?? '').split(',').map((label) => label.trim()),
  );
  const rest = expression.replace(GROUPING, ' ').replace(/\[[^\]]*\]/g, ' ');
  const selectors = [...rest.matchAll(SELECTOR)].map(({ groups = {} }) => ({
    metric: groups['metric'] ?? '',
    matchers: [...(groups['matchers'] ?? '').matchAll(MATCHER)].map(({ groups: parts = {} }) => ({
      label: parts['label'] ?? '',
      operator: parts['operator'] ?? '',
      value: parts['value'] ?? '',
    })),
  }));
  // What stands before a parenthesis is a function, and by now only aggregations over nothing are left of those.
  const functions = /^(sum|max|min|avg|count|topk|quantile)$/;
  return {
    selectors: selectors.filter(({ metric }) => !KEYWORDS.has(metric) && !functions.test(metric)),
    grouped: grouped.filter((label) => label !== ''),
  };
}

/** Whether a selector picks a sample. A label that the sample lacks is a misspelt one here, and picks nothing. */
export function selects({ metric, matchers }: Selector, { name, labels }: Sample): boolean {
  if (name !== metric) return false;
  return matchers.every(({ label, operator, value }) => {
    const has = labels[label];
    if (has === undefined) return false;
    switch (operator) {
      case '=':
        return has === value;
      case '!=':
        return has !== value;
      default:
        // Anchored at both ends, as Prometheus does.
        return new RegExp(`^(?:${value})$`).test(has) === (operator === '=~');
    }
  });
}
