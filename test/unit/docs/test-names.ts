import { readFileSync } from 'node:fs';
import ts from 'typescript';

const CALLS: readonly string[] = ['describe', 'it', 'test'];

/** The names that a test file gives to its tests and groups, as they are written: `%s` and `${…}` are left in. */
export function testNamesOf(file: string): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && CALLS.includes(calledIn(node.expression))) {
      const name = nameIn(node.arguments[0]);
      if (name !== undefined) names.push(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return names;
}

/** What is called in the end: `it` of `it`, of `it.each(table)` and of `describe.each([…])`. */
function calledIn(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression) || ts.isCallExpression(expression))
    return calledIn(expression.expression);
  return '';
}

function nameIn(argument: ts.Expression | undefined): string | undefined {
  if (argument === undefined) return undefined;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  return ts.isTemplateExpression(argument) ? argument.getText().slice(1, -1) : undefined;
}
