import type { App } from '../model/region.js';
import type { ComposeSource } from './parse-compose-file.js';

/**
 * The compose piece that hands the service `app` the shared secrets which its recipe does not declare: a provider's
 * recipe cannot know the names of its clients. Empty where there is nothing to add, or no service `app`.
 */
export function sharedSecretSource(app: App, sources: readonly ComposeSource[]): ComposeSource[] {
  const declared = new Set(sources.flatMap(({ content }) => Object.keys(sectionOf(content, 'secrets'))));
  const added = Object.entries(app.secrets).flatMap(([key, wanted]) =>
    wanted.kind === 'generate' && wanted.shared && !declared.has(key) ? [{ key, version: wanted.version ?? 'v1' }] : [],
  );
  const hasApp = sources.some(({ content }) => Object.hasOwn(sectionOf(content, 'services'), 'app'));
  if (added.length === 0 || !hasApp) return [];
  const secrets = added.map(
    ({ key, version }) => [key, { name: `${app.stack}_${key}_${version}`, external: true }] as const,
  );
  const content = { services: { app: { secrets: added.map(({ key }) => key) } }, secrets: Object.fromEntries(secrets) };
  return [{ file: `region.yml (shared secrets of ${app.name})`, content }];
}

function sectionOf(content: Readonly<Record<string, unknown>>, section: string): object {
  const value = content[section];
  return typeof value === 'object' && value !== null ? value : {};
}
