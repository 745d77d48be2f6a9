import { mayHoldSecret } from '../../model/looks-secret.js';
import { parseOwnComments } from '../../abra/parse-comments.js';
import type { AppComments } from '../../manifest/app-comments.js';
import type { AppManifest } from '../../manifest/app-schema.js';
import type { AppToFold } from './app-to-fold.js';
import type { HiddenVariable } from './folded-app.js';
import { sampleText } from './sample-text.js';

/**
 * The comments of an .env that go into the manifest, each where its variable stands, else at the top; `left` are those that
 * may hold a secret. Pure.
 */
export function commentsToKeep(
  { text = '', assignments = [], recipe }: AppToFold,
  app: AppManifest,
  hidden: readonly HiddenVariable[],
): { readonly comments: AppComments; readonly left: number } {
  const own = parseOwnComments(text, assignments, sampleText(recipe));
  const secrets = hidden.map(({ value }) => value.reveal()).filter((value) => value.length >= 3);
  const isSafe = (line: string) => !mayHoldSecret(line) && !secrets.some((secret) => line.includes(secret));
  const places = new Set(Object.keys(app.env ?? {}));
  const all = [...own.above].flatMap(([key, lines]) => lines.map((line) => ({ key, line })));
  const safe = all.filter(({ line }) => isSafe(line));
  const behind = [...own.behind].filter(([, line]) => isSafe(line));
  const above = Map.groupBy(
    safe.filter(({ key }) => places.has(key)),
    ({ key }) => key,
  );
  return {
    comments: {
      top: [
        ...safe.filter(({ key }) => !places.has(key)).map(({ line }) => line),
        ...behind.filter(([key]) => !places.has(key)).map(([key, line]) => `${key}: ${line}`),
      ],
      above: new Map([...above].map(([key, ones]) => [key, ones.map(({ line }) => line)])),
      behind: new Map(behind.filter(([key]) => places.has(key))),
    },
    left: all.length + own.behind.size - safe.length - behind.length,
  };
}
