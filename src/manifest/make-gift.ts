import type { AppName } from '../model/brand.js';
import { mapValues } from '../model/map-values.js';
import type { Rule } from './combine-schema.js';
import { fillIn, type Pair } from './rule-words.js';

/** What a rule gives to one app. */
export interface Gift {
  readonly to: AppName;
  readonly role: string;
  /** The app at the other end of the rule. */
  readonly other: AppName;
  /** `rule sso with login`, for the plan. */
  readonly origin: string;
  readonly overlays: readonly string[];
  /** `between` is there where several may add to one key. */
  readonly env: Readonly<Record<string, { readonly text: string; readonly between?: string }>>;
  /** Told once, with the app that uses the other. */
  readonly secrets: readonly GivenSecret[];
}

/** A secret that both apps have with one value. */
export interface GivenSecret {
  readonly rule: string;
  readonly app: AppName;
  readonly key: string;
  readonly used: AppName;
  readonly usedKey: string;
  readonly version: string;
  readonly length: number;
  readonly charset: string;
}

/** What a rule gives to the two apps that it is about, its words filled in. */
export function makeGift({ rule, path }: { readonly rule: Rule; readonly path: string }, pair: Pair): Gift[] {
  const { role, app, used } = pair;
  const own: Gift = {
    to: app.name,
    role,
    other: used.name,
    origin: `rule ${role} with ${used.name}`,
    overlays: rule.overlays ?? [],
    env: mapValues(rule.env ?? {}, (value) => ({ text: fillIn(String(value), pair) })),
    secrets: Object.entries(rule.secrets ?? {}).map(([key, typed]) => makeSecret(path, { key, typed }, pair)),
  };
  const inTurn: Gift = {
    to: used.name,
    role,
    other: app.name,
    origin: `rule ${role} for ${app.name}`,
    overlays: rule.used?.overlays ?? [],
    env: mapValues(rule.used?.env ?? {}, (value) =>
      typeof value === 'object'
        ? { text: fillIn(value.add, pair), between: value.between ?? ' ' }
        : { text: fillIn(String(value), pair) },
    ),
    secrets: [],
  };
  return [own, inTurn];
}

type TypedSecret = NonNullable<Rule['secrets']>[string];

function makeSecret(
  path: string,
  { key, typed }: { readonly key: string; readonly typed: TypedSecret },
  pair: Pair,
): GivenSecret {
  const said = typeof typed === 'string' ? { as: typed } : typed;
  return {
    rule: `${path}.secrets.${key}`,
    app: pair.app.name,
    key,
    used: pair.used.name,
    usedKey: fillIn(said.as, pair),
    version: said.version ?? 'v1',
    length: said.length ?? 32,
    charset: said.charset ?? 'alnum',
  };
}
