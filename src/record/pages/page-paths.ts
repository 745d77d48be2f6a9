import type { RegionPages } from './region-pages.js';

/** Pages of which every log has one. */
const always = [
  'README.md',
  'feed.atom',
  'policy/allowed_signers',
  'policy/entry.schema.json',
  'policy/trust.policy',
  'region.md',
];

/** Every page that there is, sorted; none before the first entry. */
export function pagePaths({ updated, apps, people }: RegionPages): string[] {
  if (updated === null) return [];
  return [...always, ...Object.keys(apps).map(servicePath), ...people.map(stewardPath)].sort();
}

/** The page of an app. */
export function servicePath(app: string): string {
  return `services/${app}.md`;
}

/** The page of a person. */
export function stewardPath(person: string): string {
  return `stewards/${person}.md`;
}
