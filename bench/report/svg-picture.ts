import { escaped } from './escaped';

/** What makes one picture another. */
export interface SvgPicture {
  readonly width: number;
  readonly height: number;
  /** For who cannot see it. */
  readonly description: string;
  /** CSS; `back` is what everything stands on. */
  readonly style: string;
  readonly content: readonly string[];
}

/** A picture as one SVG that needs nothing else: no script, no font, no address. */
export function svgPicture({ width, height, description, style, content }: SvgPicture): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(description)}">
<title>${escaped(description)}</title>
<style>${style}
</style>
<rect class="back" width="${width}" height="${height}"/>
${content.join('\n')}
</svg>
`;
}
