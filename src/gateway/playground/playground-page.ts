import type { PlaygroundAssets } from './playground-assets';

/** Where the page and its start script are served. */
export const PLAYGROUND_PATH = '/playground';

/** Where the static files are served. */
export const PLAYGROUND_ASSETS_PATH = `${PLAYGROUND_PATH}/assets`;

/** The HTML page; all that it loads lies below {@link PLAYGROUND_PATH}. */
export function playgroundPage({ script, style, icon }: PlaygroundAssets): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>Sekisho · GraphQL Playground</title>
    <link rel="icon" href="${PLAYGROUND_ASSETS_PATH}/${icon}" />
    <link rel="stylesheet" href="${PLAYGROUND_ASSETS_PATH}/${style}" />
  </head>
  <body>
    <noscript>The GraphQL Playground needs JavaScript.</noscript>
    <div id="root"></div>
    <script src="${PLAYGROUND_ASSETS_PATH}/${script}"></script>
    <script src="${PLAYGROUND_PATH}/start.js"></script>
  </body>
</html>
`;
}
