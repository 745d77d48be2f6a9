import type { Catalogue } from '../model/catalogue.js';
import { newestVersion } from '../model/recipe-version.js';
import { columns, count } from './align.js';
import { showTime } from './show-time.js';

const longestDescription = 60;

/** The recipes of a catalogue, a line each, and how old the list is. `word`: what they were chosen by. */
export function showCatalogue({ recipes, from, readAt, notices }: Catalogue, now: string, word?: string): string {
  const rows = recipes.map(({ name, description = '', category = '', versions }) => [
    name,
    versions ? (newestVersion(versions) ?? '(none)') : '',
    category,
    shorten(description),
  ]);
  const withHead = rows.length === 0 ? [] : [['RECIPE', 'NEWEST', 'CATEGORY', 'WHAT IT IS'], ...rows];
  const age = readAt === undefined ? '' : `, read ${showTime(readAt, now)} (anew: --refresh)`;
  return [
    ...columns(withHead),
    ...(rows.length === 0 ? [] : ['']),
    ...notices.map((notice) => `note  ${notice}`),
    `${howMany(recipes.length, word)} ${from}${age}`,
    recipes.length === 0 ? 'all of them: tend recipe list' : 'more about one: tend recipe show NAME',
  ].join('\n');
}

function howMany(found: number, word: string | undefined): string {
  if (found === 0 && word !== undefined) return `no recipe with "${word}" in name, category or description in`;
  return `${count(found, 'recipe')} from`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longestDescription ? line : `${line.slice(0, longestDescription - 1).trimEnd()}…`;
}
