import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { UnionResult } from './gateway-client';

/** What CodeMirror, the Playground's editor, hangs on its elements; only the lines in view are in the page itself. */
const VISIBLE_EDITORS = `[...document.querySelectorAll('.CodeMirror')]
  .filter(({ offsetParent }) => offsetParent !== null).map(({ CodeMirror }) => CodeMirror)`;

const PLAY = 'Execute Query (Ctrl-Enter)';

const LOOK_EVERY_MS = 50;
const MOST_LOOKS = 300;

/** Uses the Playground as a person does: tabs, the play button, what the editors show. */
export class PlaygroundPage {
  constructor(private readonly page: Page) {}

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.getByTitle(PLAY).waitFor();
  }

  async selectTab(name: string): Promise<void> {
    await this.page.getByText(name, { exact: true }).first().click();
  }

  /** Presses play in the tab `name` as it stands, waits until the answer is shown and gives the result of its one field. */
  async run(name: string): Promise<UnionResult> {
    await this.selectTab(name);
    const [response] = await Promise.all([
      this.page.waitForResponse(
        (answer) => operationOf(answer.request().postData()).toLowerCase() === name.toLowerCase(),
      ),
      this.page.getByTitle(PLAY).click(),
    ]);
    const answer = (await response.json()) as { readonly data: Readonly<Record<string, UnionResult>> };
    await this.untilShown(JSON.stringify(answer, null, 2));
    const [result] = Object.values(answer.data);
    if (result === undefined) throw new Error(`The tab ${name} got no data.`);
    return result;
  }

  /** Replaces `placeholder` by `text` in the variables of the tab `name`. */
  async fillIn(name: string, placeholder: string, text: string): Promise<void> {
    await this.selectTab(name);
    await this.untilShown(placeholder);
    await this.page.evaluate(`for (const editor of ${VISIBLE_EDITORS}) {
      const shown = editor.getValue();
      const filled = shown.replace(${JSON.stringify(placeholder)}, ${JSON.stringify(text)});
      if (filled !== shown && shown.startsWith('{')) editor.setValue(filled);
    }`);
    await this.untilShown(text);
  }

  /** Waits until one of the editors holds `text`, whether or not it is scrolled into view. */
  async untilShown(text: string): Promise<void> {
    const shown = `${VISIBLE_EDITORS}.some((editor) => editor.getValue().includes(${JSON.stringify(text)}))`;
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      // Not waitForFunction: the page's policy forbids it the eval that it needs for an expression.
      if (await this.page.evaluate<boolean>(shown)) return;
      await wait(LOOK_EVERY_MS);
    }
    throw new Error(`Not shown: ${text}`);
  }

  /** Scrolls the editors that hold `text` so that the line of it is in the middle. */
  async scrollTo(text: string): Promise<void> {
    await this.page.evaluate(`for (const editor of ${VISIBLE_EDITORS}) {
      const at = editor.getValue().indexOf(${JSON.stringify(text)});
      if (at < 0) continue;
      const { top } = editor.charCoords(editor.posFromIndex(at), 'local');
      editor.scrollTo(0, top - editor.getScrollInfo().clientHeight / 2);
    }`);
    await this.page.locator('.CodeMirror-line:visible', { hasText: text }).waitFor();
  }
}

function operationOf(body: string | null): string {
  if (body === null) return '';
  return (JSON.parse(body) as { readonly operationName?: string | null }).operationName ?? '';
}
