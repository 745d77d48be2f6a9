import { isMap, isScalar, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml';
import type { AppManifest } from './app-schema.js';
import type { AppPath } from './edit-app.js';
import { yamlKeyOf } from './yaml-key-of.js';
import { renderBlock, renderEntry } from './render-yaml.js';

/** What people wrote beside an app's entries: above the app, above and behind its variables. */
export interface AppComments {
  readonly top: readonly string[];
  readonly above: ReadonlyMap<string, readonly string[]>;
  readonly behind: ReadonlyMap<string, string>;
}

type Values = YAMLMap<Node, Node | null>;

/** apps/NAME.yml of a new app, with the comments that belong to it. */
export function makeCommentedApp(app: AppManifest, { top, above, behind }: AppComments): string {
  const { env, secrets, ...rest } = app;
  const made = Object.entries(secrets ?? {}).map(([key, value]) => `  ${key}: ${renderShort(value)}\n`);
  const lines = renderBlock(rest, 0) + (made.length === 0 ? '' : `secrets:\n${made.join('')}`);
  const head = top.map((line) => `# ${line}\n`).join('');
  if (env === undefined) return head + lines;
  const variables = Object.entries(env).map(([key, value]) => {
    const before = (above.get(key) ?? []).map((line) => `  # ${line}\n`).join('');
    const entry = typeof value === 'object' ? `  ${key}: ${renderShort(value)}\n` : renderBlock({ [key]: value }, 2);
    return before + withComment(entry, behind.get(key));
  });
  return `${head}${lines}env:\n${variables.join('')}`;
}

/** `{ from: file:private/wiki/SMTP_PASSWORD }` */
function renderShort(value: object | string): string {
  if (typeof value === 'string') return value;
  return `{ ${Object.entries(value).map(renderEntry).join(', ')} }`;
}

/** A comment behind an entry of one line; above it where the entry takes several. */
function withComment(entry: string, comment: string | undefined): string {
  if (comment === undefined) return entry;
  const isOneLine = entry.indexOf('\n') === entry.length - 1;
  return isOneLine ? entry.replace(/\n$/, ` # ${comment}\n`) : `  # ${comment}\n${entry}`;
}

/** The comments of an app in a file of the manifest. */
export function parseAppComments(text: string, where: AppPath): AppComments {
  const document = parseDocument(text, { uniqueKeys: false });
  const app: unknown = where.length === 0 ? document.contents : document.getIn(where, true);
  const map = isMap<Node, Node | null>(app) ? app : undefined;
  const found = map?.items.find((pair) => yamlKeyOf(pair) === 'env')?.value;
  const env = isMap<Node, Node | null>(found) ? found : undefined;
  const first = [document.commentBefore, map?.commentBefore, map?.items[0]?.key.commentBefore];
  const above = env ? env.items.flatMap((pair, at) => linesAbove(env, pair, at)) : [];
  return {
    top: where.length === 0 ? linesOf(first.filter(Boolean).join('\n')) : [],
    above: new Map(above),
    behind: new Map((env?.items ?? []).flatMap(commentBehind)),
  };
}

/** The comment above the first entry belongs to the map that it begins. */
function linesAbove(map: Values, { key }: Pair<Node, Node | null>, at: number): [string, string[]][] {
  const lines = linesOf([at === 0 ? map.commentBefore : undefined, key.commentBefore].filter(Boolean).join('\n'));
  return lines.length === 0 || !isScalar(key) ? [] : [[String(key.value), lines]];
}

function commentBehind({ key, value }: Pair<Node, Node | null>): [string, string][] {
  const comment = value?.comment?.trim();
  return comment && isScalar(key) ? [[String(key.value), comment.replaceAll('\n', ' ')]] : [];
}

function linesOf(comment: string): string[] {
  return comment
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
