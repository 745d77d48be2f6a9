import type { IgnoredKey } from '../model/ignored-key.js';
import { isMapping } from '../model/is-mapping.js';
import { findLostElements } from './find-lost-elements.js';
import type { LoadedCompose } from './load-compose.js';
import type { LoadedService } from './load-service.js';
import { mergeCompose } from './merge-compose.js';

/** A loaded compose file and its name. */
export interface NamedCompose {
  readonly file: string;
  readonly compose: LoadedCompose;
}

type Loss = Omit<IgnoredKey, 'file'>;
type Mapping = Readonly<Record<string, unknown>>;

/** What docker loses without a word when it merges compose files, each with the later file that has it happen. Pure. */
export function findMergeLosses(files: readonly NamedCompose[]): IgnoredKey[] {
  return files.slice(1).flatMap(({ file, compose: later }, i) => {
    const before = mergeCompose(files.slice(0, i + 1).map(({ compose }) => compose));
    return lossesOf(before, later).map((loss) => ({ file, ...loss }));
  });
}

function lossesOf(before: LoadedCompose, later: LoadedCompose): Loss[] {
  const { services } = mergeCompose([before, later]);
  return [
    ...Object.entries(later.services).flatMap(([name, service]) => {
      const [base, merged] = [before.services[name], services[name]];
      return base && merged ? serviceLosses(`services.${name}`, { base, later: service, merged }) : [];
    }),
    ...(['networks', 'volumes', 'secrets', 'configs'] as const).flatMap((section) =>
      Object.entries(later[section]).flatMap(([key, object]) =>
        lostKeys(`${section}.${key}`, before[section][key] ?? {}, object),
      ),
    ),
  ];
}

interface Merged {
  readonly base: LoadedService;
  readonly later: LoadedService;
  readonly merged: LoadedService;
}

function serviceLosses(where: string, { base, later, merged }: Merged): Loss[] {
  const appended = base.healthcheck?.test && later.healthcheck?.test;
  return [
    ...(['ports', 'secrets', 'configs', 'volumes'] as const).flatMap((section) =>
      findLostElements(section, base, later).map(({ what, kept }) => ({
        what: `${where}.${section}: ${what}`,
        why: `docker merges ${section} so that ${kept} takes its place`,
        how: 'lost' as const,
      })),
    ),
    ...networkLosses(`${where}.networks`, base.networks ?? {}, later.networks ?? {}),
    ...withoutEffect(where, { base, later, merged }),
    ...(appended
      ? [
          {
            what: `${where}.healthcheck.test`,
            why: 'docker puts it behind the words of the earlier file instead of in their place',
            how: 'appended' as const,
          },
        ]
      : []),
  ];
}

type Networks = NonNullable<LoadedService['networks']>;

/** Of a network that both files say something about, docker takes the aliases of the later one, and its addresses. */
function networkLosses(where: string, base: Networks, later: Networks): Loss[] {
  return Object.entries(later).flatMap(([name, after]) => {
    const before = base[name];
    if (!before || !after) return [];
    const aliases = (before.aliases ?? []).filter((alias) => !after.aliases?.includes(alias));
    return [
      ...aliases.map((alias) => ({
        what: `${where}.${name}.aliases: ${alias}`,
        why: 'docker takes the aliases of the later file alone',
        how: 'lost' as const,
      })),
      ...(after.driver_opts
        ? [{ what: `${where}.${name}.driver_opts`, why: 'docker takes those of the first file', how: 'lost' as const }]
        : []),
    ];
  });
}

interface Values {
  readonly base: Mapping;
  readonly later: Mapping;
  readonly merged: Mapping;
}

/** What a later file says and what yet stays as it was: an empty text, a false, a zero. */
function withoutEffect(where: string, { base, later, merged }: Values): Loss[] {
  return Object.entries(later).flatMap(([key, value]) => {
    const [before, after] = [base[key], merged[key]];
    const at = `${where}.${key}`;
    if (isMapping(value) && isMapping(before) && isMapping(after))
      return withoutEffect(at, { base: before, later: value, merged: after });
    if (!isPlain(value) || !isPlain(before) || value === before || after !== before) return [];
    // No values: a variable's may be a secret.
    return [
      { what: `${at} of this file`, why: 'docker lets a later file neither empty nor undo it', how: 'lost' as const },
    ];
  });
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Networks, volumes, secrets and configs are not merged: the later file's block stands alone. */
function lostKeys(where: string, before: Mapping, later: Mapping): Loss[] {
  const lost = Object.keys(before).filter((key) => before[key] !== undefined && later[key] === undefined);
  return lost.map((key) => ({
    what: `${where}.${key}`,
    why: 'docker takes the block of the later file alone',
    how: 'lost' as const,
  }));
}
