import { given } from '../model/given.js';
import type { App, Node, WantedSecret, WantedVersion } from '../model/region.js';
import type { AppManifest } from './app-schema.js';
import type { TypedApp } from './checked-manifest.js';
import type { MadeDefaults } from './make-defaults.js';
import { isVacant } from './make-nodes.js';
import { makeValueSource } from './make-value-source.js';
import type { Manifest } from './manifest-schema.js';
import { makeRecipeSource } from './make-recipe-source.js';
import { stackName } from './stack-name.js';

export interface AppSurroundings {
  readonly region: Manifest['region'];
  readonly node: Node;
  readonly defaults: MadeDefaults;
  readonly folder: string;
  /** The app's `compose`, its scalars read as a compose file's are. */
  readonly compose: Readonly<Record<string, unknown>> | undefined;
}

/** An app as typed, wherever it stands. */
type AppAsTyped = Pick<TypedApp, 'key' | 'app' | 'path'> & { readonly source: Pick<TypedApp['source'], 'place'> };

/** The app as it is wanted on one node, every default filled in; `needs` still empty. */
export function makeApp(from: AppAsTyped, { region, node, defaults, folder, compose }: AppSurroundings): App {
  const { key, app, source, path } = from;
  const domain = app.domain ?? `${key}.${region.domain}`;
  const env = makeEnv(app);
  const steward = app.steward ?? defaults.steward;
  const origins = Object.entries(defaults.origins).filter(([name]) => !(name in (app.env ?? {})));
  return {
    name: typeof app.node === 'string' && app.node !== 'all' ? key : `${key}@${node.name}`,
    key,
    recipe: makeRecipeSource(app.recipe, folder),
    version: makeVersion(app),
    node: node.name,
    domain,
    alsoAt: app.alsoAt ?? [],
    stack: env['STACK_NAME'] ?? stackName(domain),
    ...(isVacant(steward) ? {} : { steward }),
    deputies: app.deputies ?? defaults.deputies ?? [],
    needs: [],
    overlays: app.overlays ?? [],
    env,
    ...makeOtherEnv(app, folder),
    ...given({ defaults: defaults.forApp, origins: origins.length > 0 ? Object.fromEntries(origins) : undefined }),
    secrets: makeSecrets(app, folder),
    ...given({ compose }),
    state: app.state ?? 'present',
    engine: app.engine ?? node.engine ?? region.engine ?? 'swarm',
    critical: app.critical ?? defaults.critical ?? false,
    at: source.place(path),
  };
}

function makeEnv({ env = {} }: AppManifest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (typeof value === 'object' ? [] : [[name, String(value)]])),
  );
}

function makeOtherEnv({ env = {} }: AppManifest, folder: string): Pick<App, 'envFrom' | 'envUnset'> {
  const others = Object.entries(env).filter(([, value]) => typeof value === 'object');
  const from = others.flatMap(([name, value]) =>
    typeof value === 'object' && 'from' in value ? [[name, makeValueSource(value.from, folder)] as const] : [],
  );
  const unset = others.flatMap(([name, value]) => (typeof value === 'object' && 'unset' in value ? [name] : []));
  return {
    ...given({
      envFrom: from.length === 0 ? undefined : Object.fromEntries(from),
      envUnset: unset.length === 0 ? undefined : unset,
    }),
  };
}

function makeVersion({ version, commit }: AppManifest): WantedVersion {
  return commit === undefined ? { kind: 'tag', tag: version ?? '' } : { kind: 'commit', commit };
}

function makeSecrets({ secrets = {} }: AppManifest, folder: string): Record<string, WantedSecret> {
  return Object.fromEntries(Object.entries(secrets).map(([name, typed]) => [name, makeSecret(typed, folder)]));
}

function makeSecret(typed: NonNullable<AppManifest['secrets']>[string], folder: string): WantedSecret {
  if (typed === 'generate' || typed === 'ask') return { kind: typed };
  if ('from' in typed) {
    const { from, version } = typed;
    return { kind: 'from', from: makeValueSource(from, folder), ...given({ version }) };
  }
  if ('ask' in typed) return { kind: 'ask', ...given({ version: typed.version }) };
  const { version, length, charset } = typed;
  return {
    kind: 'generate',
    ...given({ version, length, charset }),
  };
}
