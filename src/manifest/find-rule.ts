import type { Rule } from './combine-schema.js';
import type { Manifest } from './manifest-schema.js';
import type { Pair } from './rule-words.js';
import { suggestOrList } from './suggest-name.js';

/** A rule and where it stands, or why there is none; `isKnown`: its role has rules, only not this one. */
export type FoundRule =
  { readonly rule: Rule; readonly path: string } | { readonly isKnown: boolean; readonly says: string };

/** The rule for two apps: by role, by the recipe of the used one, by that of the other, else `any`. */
export function findRule({ combine = {} }: Manifest, { role, app, used }: Pair): FoundRule {
  const byUsed = ownOf(combine, role);
  const roles = Object.keys(combine);
  if (!byUsed)
    return { isKnown: false, says: `there are no rules for ${role} in combine.${suggestOrList(role, 'Roles', roles)}` };
  const byUser = ownOf(byUsed, used.recipe.name);
  if (!byUser) return { isKnown: true, says: sayUsed(role, used.recipe.name, Object.keys(byUsed)) };
  const user = Object.hasOwn(byUser, app.recipe.name) ? app.recipe.name : 'any';
  const rule = ownOf(byUser, user);
  if (rule) return { rule, path: `combine.${role}.${used.recipe.name}.${user}` };
  const recipes = Object.keys(byUser);
  const says = `combine.${role}.${used.recipe.name} has no rule for the recipe ${app.recipe.name}, and none for any.`;
  return { isKnown: true, says: says + suggestOrList(app.recipe.name, 'Recipes', recipes) };
}

function ownOf<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function sayUsed(role: string, recipe: string, known: readonly string[]): string {
  return `combine.${role} has no rules for the recipe ${recipe}.${suggestOrList(recipe, 'Recipes', known)}`;
}
