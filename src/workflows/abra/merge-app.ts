import type { AppManifest } from '../../manifest/app-schema.js';
import type { AppPath } from '../../manifest/edit-app.js';
import { setInYaml } from '../../manifest/edit-yaml.js';

/** An app that stands in the manifest already. */
export interface TypedThere {
  readonly app: AppManifest;
  readonly text: string;
  readonly where: AppPath;
  /** What it has by defaults and rules, without saying so itself. */
  readonly given: GivenToApp;
}

export interface GivenToApp {
  readonly env: Readonly<Record<string, string>>;
  readonly overlays: readonly string[];
  /** Keys of secrets that a rule gives. */
  readonly secrets: readonly string[];
}

export interface MergedApp {
  readonly text: string;
  /** Keys where the manifest says otherwise: it stays. */
  readonly kept: readonly string[];
}

/** Adds what the manifest does not say yet; what a person wrote is never changed, defaults and rules included. Pure. */
export function mergeApp({ app, text, where, given }: TypedThere, folded: AppManifest): MergedApp {
  const { env = {}, secrets = {}, overlays, state: _state, node: _node, ...others } = folded;
  const further = overlays?.filter((overlay) => !given.overlays.includes(overlay)) ?? [];
  const plain = { ...others, ...(app.overlays || further.length > 0 ? { overlays } : {}) };
  const own = Object.entries(secrets).filter(([key]) => !given.secrets.includes(key));
  const maps = [
    ...entriesOf('env', env, { ...given.env, ...app.env }),
    ...entriesOf('secrets', Object.fromEntries(own), app.secrets),
  ];
  const whole = Object.entries(plain)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ path: [key], value, there: valueOf(app, key) }));
  const all = [...whole, ...maps];
  const missing = all.filter(({ there, path }) => there === undefined && !isOtherPin(path, app));
  const kept = all.filter(({ there, value, path }) =>
    there === undefined ? isOtherPin(path, app) : JSON.stringify(there) !== JSON.stringify(value),
  );
  return {
    text: missing.reduce((edited, { path, value }) => setInYaml(edited, [...where, ...path], value), text),
    kept: kept.map(({ path }) => path.join(' ')),
  };
}

interface Entry {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly there: unknown;
}

function entriesOf(name: string, wanted: Readonly<Record<string, unknown>>, there: object = {}): Entry[] {
  return Object.entries(wanted).map(([key, value]) => ({
    path: [name, key],
    value,
    there: asText(valueOf(there, key)),
  }));
}

/** 64 typed as a number is the value "64". */
function asText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** A version beside a commit, or the other way round: one of them stands there already. No domain is one too: the default. */
function isOtherPin([key]: readonly string[], app: AppManifest): boolean {
  if (key === 'domain') return true;
  return (key === 'version' && app.commit !== undefined) || (key === 'commit' && app.version !== undefined);
}

function valueOf(map: object, key: string): unknown {
  return Object.hasOwn(map, key) ? (map as Readonly<Record<string, unknown>>)[key] : undefined;
}
