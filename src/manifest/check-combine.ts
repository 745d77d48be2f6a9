import type { Rule } from './combine-schema.js';
import type { ManifestFile } from './manifest-file.js';
import type { Manifest } from './manifest-schema.js';
import type { Mistake } from './mistake.js';
import { whyOwnToEachApp } from './why-own-to-each-app.js';
import { checkWords, withoutWords } from './rule-words.js';
import { showPath, type Path } from './yaml-source.js';

/** What a schema cannot say of rules: words that do not exist, env that is each app's own, names of secrets. */
export function checkCombine(region: ManifestFile, { combine = {} }: Manifest): Mistake[] {
  return Object.entries(combine).flatMap(([role, byUsed]) => [
    ...(role === 'app' ? [reserved(region)] : []),
    ...Object.entries(byUsed).flatMap(([used, byUser]) =>
      Object.entries(byUser).flatMap(([user, rule]) =>
        checkRule(region, { role, rule, path: ['combine', role, used, user] }),
      ),
    ),
  ]);
}

function reserved(region: ManifestFile): Mistake {
  const says = 'combine.app: {{ app.domain }} is the app that uses another. Name the role otherwise.';
  return { at: region.place(['combine', 'app']), says };
}

interface Checked {
  readonly role: string;
  readonly rule: Rule;
  readonly path: Path;
}

function checkRule(region: ManifestFile, { role, rule, path }: Checked): Mistake[] {
  const texts = textsOf(rule).flatMap(({ at, text }) =>
    checkWords(text, role).map((says) => sayAt(region, [...path, ...at], says)),
  );
  const secrets = Object.entries(rule.secrets ?? {}).flatMap(([key, typed]) => {
    const name = withoutWords(typeof typed === 'string' ? typed : typed.as);
    if (/^[a-z0-9][a-z0-9_-]*$/.test(name)) return [];
    return [sayAt(region, [...path, 'secrets', key], 'is not the name of a secret: a to z, 0 to 9, _ and -.')];
  });
  const own = [['env'], ['used', 'env']].flatMap((at) =>
    Object.keys((at.length === 1 ? rule.env : rule.used?.env) ?? {}).flatMap((key) => {
      const says = whyOwnToEachApp(key);
      return says ? [sayAt(region, [...path, ...at, key], says)] : [];
    }),
  );
  return [...texts, ...secrets, ...own];
}

function textsOf({ env = {}, secrets = {}, used }: Rule): { readonly at: Path; readonly text: string }[] {
  const give = Object.entries(used?.env ?? {});
  return [
    ...Object.entries(env).map(([key, value]) => ({ at: ['env', key], text: String(value) })),
    ...Object.entries(secrets).map(([key, typed]) => ({
      at: ['secrets', key],
      text: typeof typed === 'string' ? typed : typed.as,
    })),
    ...give.map(([key, value]) => ({
      at: ['used', 'env', key],
      text: typeof value === 'object' ? value.add : String(value),
    })),
  ];
}

function sayAt(region: ManifestFile, path: Path, says: string): Mistake {
  return { at: region.place(path, 'value'), says: `${showPath(path)}: ${says}` };
}
