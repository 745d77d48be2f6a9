import { looksSecret, type SecretSign } from '../../model/looks-secret.js';
import { parseSampleComments } from '../../abra/parse-comments.js';
import type { AppManifest } from '../../manifest/app-schema.js';
import { Secret } from '../../model/secret.js';
import type { AppToFold } from './app-to-fold.js';
import type { HiddenVariable } from './folded-app.js';
import { sampleText } from './sample-text.js';

/** Takes values that look like secrets, or hold one that does, out of an app: it names the files where they go. Pure. */
export function hideSecrets(wish: AppToFold, app: AppManifest): { app: AppManifest; hidden: HiddenVariable[] } {
  const env = Object.entries(app.env ?? {}).flatMap(([key, value]) =>
    typeof value === 'object' || key === 'STACK_NAME' ? [] : [[key, String(value)] as const],
  );
  const signs = signsOf(wish, env);
  const hidden = env.flatMap(([key, value]): HiddenVariable[] => {
    const because = signs.get(key) ?? (holdsAny(value, env, signs) ? 'a secret is part of it' : undefined);
    return because ? [{ key, file: `private/${wish.key}/${key}`, value: new Secret(value), because }] : [];
  });
  if (hidden.length === 0) return { app, hidden };
  const from = Object.fromEntries(hidden.map(({ key, file }) => [key, { from: `file:${file}` }]));
  const plain = Object.entries(app.env ?? {}).filter(([key]) => !(key in from));
  return { app: { ...app, env: { ...Object.fromEntries(plain), ...from } }, hidden };
}

type Variables = readonly (readonly [string, string])[];

/** What the recipe says of a variable counts, and what people wrote behind it. */
function signsOf({ recipe, assignments = [] }: AppToFold, env: Variables): ReadonlyMap<string, SecretSign> {
  const comments = parseSampleComments(sampleText(recipe));
  const behind = new Map(assignments.map(({ key, comment }) => [key, comment]));
  const found = env.flatMap(([key, value]) => {
    const comment = `${comments.get(key) ?? ''} ${behind.get(key) ?? ''}`;
    const sign = looksSecret({ key, value, comment });
    return sign ? [[key, sign] as const] : [];
  });
  return new Map(found);
}

/** `$PASSWORD` in another variable is that password again. Very short ones stand in other words by chance. */
function holdsAny(value: string, env: Variables, signs: ReadonlyMap<string, SecretSign>): boolean {
  return env.some(([key, secret]) => signs.has(key) && secret.length >= 5 && value.includes(secret));
}
