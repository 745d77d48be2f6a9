import { KnownError } from '../model/known-error.js';
import type { App } from '../model/region.js';
import type { Recipe } from '../model/recipe.js';

/**
 * EXTRA_DOMAINS for an app's further domains, in the form that the recipe's .env.sample shows.
 * COMPOSE_INVALID where the recipe has no form for them.
 */
export function extraDomains(recipe: Recipe, app: App): Readonly<Record<string, string>> {
  if (app.alsoAt.length === 0) return {};
  const form = recipe.sample.extraDomains;
  const shown = form === undefined ? undefined : takeApart(withoutQuotes(form));
  if (shown)
    return { EXTRA_DOMAINS: app.alsoAt.map((domain) => shown.before + domain + shown.after).join(shown.between) };
  throw new KnownError('COMPOSE_INVALID', `${app.name}: ${recipe.name} cannot answer for further domains`, {
    at: app.at,
    details: [`its .env.sample shows no EXTRA_DOMAINS, so alsoAt (${app.alsoAt.join(', ')}) has no place`],
    tryThis: [`remove alsoAt from ${app.name}`, 'or set the variable that the recipe has for it, under env:'],
  });
}

interface Form {
  readonly before: string;
  readonly after: string;
  readonly between: string;
}

/** `, \`www.example.org\`` gives what stands before and after each domain; a bare one is followed by a comma. */
function takeApart(form: string): Form | undefined {
  const quoted = /^([^`]*`)[^`]+(`\)*)/.exec(form);
  if (quoted) return { before: quoted[1] ?? '', after: quoted[2] ?? '', between: '' };
  const bare = /^([^\w]*)[\w.*{}$-]+/.exec(form);
  if (!bare) return undefined;
  const before = bare[1] ?? '';
  return { before, after: '', between: before === '' ? ',' : '' };
}

function withoutQuotes(form: string): string {
  const match = /^(["'])(.*)\1$/s.exec(form.trim());
  return match?.[2] ?? form.trim();
}
