import { parseYaml } from './parse-yaml.js';

/** The lines of one entry of a section, under the section's key again; and the text before and after them. */
export interface Narrowed {
  readonly before: string;
  readonly part: string;
  readonly after: string;
}

/** Below this an edit takes no time worth saving. */
const large = 100_000;

/**
 * Cuts the lines of `apps.wiki` out of a large file, since the yaml package takes seconds for 10,000 apps.
 * May cut wrongly where lines are indented oddly: whoever joins the parts again must check the whole.
 */
export function narrowYaml(text: string, path: readonly string[]): Narrowed | undefined {
  const [section, name] = path;
  if (text.length < large || section === undefined || name === undefined || path.length < 3) return undefined;
  const { line = 1, column = 1 } = parseYaml('', text).source?.place([section, name]) ?? {};
  const start = startOfLine(text, line);
  const next = text.slice(start).search(new RegExp(`\\n {0,${column - 1}}[^\\s#]`));
  const end = next < 0 ? text.length : start + next + 1;
  return { before: text.slice(0, start), part: `${section}:\n${text.slice(start, end)}`, after: text.slice(end) };
}

/** The whole text again, after the part was edited. */
export function joinNarrowed({ before, after }: Narrowed, edited: string): string {
  return `${before}${edited.slice(edited.indexOf('\n') + 1)}${after}`;
}

function startOfLine(text: string, line: number): number {
  let at = 0;
  for (let i = 1; i < line; i += 1) at = text.indexOf('\n', at) + 1;
  return at;
}
