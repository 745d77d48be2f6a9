import type { IgnoredKey } from '../model/ignored-key.js';
import { isMapping } from '../model/is-mapping.js';
import { KnownError } from '../model/known-error.js';
import { waysOn } from '../model/ways-on.js';
import type { Compose } from './compose-schema.js';
import { describeMistake, type Described } from './describe-mistake.js';
import { checkSchema, type SchemaMistake } from './docker-schema/check-schema.js';
import { fileSchema, newestMinor } from './docker-schema/file-schema.js';
import { dropIgnoredKeys } from './drop-ignored-keys.js';
import type { ComposeSource } from './parse-compose-file.js';
import { toLongForm } from './to-long-form.js';

/** A compose file that was checked and brought into its long form, and what a swarm passes over in it. */
export interface CheckedCompose {
  readonly file: string;
  readonly compose: Compose;
  readonly ignored: readonly IgnoredKey[];
}

/**
 * Who reads a compose file: `docker` refuses what docker's client refuses; `tend` lets pass a `depends_on` in the form
 * of docker compose, which a swarm passes over anyway, and says so.
 */
export type ComposeReader = 'docker' | 'tend';

/**
 * Checks a compose file against what docker takes in one of its version. COMPOSE_INVALID tells every mistake with file
 * and key; keys that a swarm passes over become notices.
 */
export function checkCompose(source: ComposeSource, reader: ComposeReader = 'docker'): CheckedCompose {
  const minor = minorOf(source);
  const { content, ignored } = dropIgnoredKeys(source);
  const mistakes = checkSchema(fileSchema(minor), source.content);
  const tolerated = reader === 'tend' ? mistakes.filter(isDependsOnMapping) : [];
  const counted = mistakes.filter((mistake) => !tolerated.includes(mistake));
  if (counted.length > 0)
    throw refused(
      source.file,
      counted.map((mistake) => describeMistake(mistake, minor)),
    );
  const { compose, described, dates } = toLongForm(content);
  if (!compose) throw refused(source.file, described);
  const passedOver = ignored.map((one) => markRefused(one, tolerated));
  return {
    file: source.file,
    compose,
    ignored: [...passedOver, ...dates.map((what) => readAsDate(source.file, what))],
  };
}

/** A prepared file, which is in the long form already and in no version's. */
export function checkPrepared(source: ComposeSource): CheckedCompose {
  const { content, ignored } = dropIgnoredKeys(source);
  const { compose, described } = toLongForm(content);
  if (!compose) throw refused(source.file, described);
  return { file: source.file, compose, ignored };
}

/** The 8 of `3.8`: none and plain 3 mean the newest. Other versions are refused. */
function minorOf({ file, content }: ComposeSource): number {
  const version = content['version'];
  const said = typeof version === 'string' || typeof version === 'number' ? String(version) : '';
  if (version === undefined || said === '' || said === '3') return newestMinor;
  const minor = Number(/^3\.(0|[1-9]\d?)$/.exec(said)?.[1] ?? Number.NaN);
  if (minor <= newestMinor) return minor;
  throw new KnownError('COMPOSE_INVALID', `${file}: version is not a version that a swarm knows: ${said}`, {
    at: { file },
    tryThis: [`write version: "3.8", or another from 3.0 to 3.${newestMinor}`],
  });
}

function isDependsOnMapping({ kind, path, value }: SchemaMistake): boolean {
  return kind === 'type' && path.length === 3 && path[0] === 'services' && path[2] === 'depends_on' && isMapping(value);
}

function readAsDate(file: string, what: string): IgnoredKey {
  return { file, what, why: "put it in quotes: docker's client from 29 on refuses it", how: 'read as a date' };
}

/** What tend alone lets pass is told as what docker's client refuses. */
function markRefused(ignored: IgnoredKey, tolerated: readonly SchemaMistake[]): IgnoredKey {
  const mistake = tolerated.find(({ path }) => path.join('.') === ignored.what);
  if (!mistake) return ignored;
  return { ...ignored, refusedByDocker: describeMistake(mistake, newestMinor).says };
}

function refused(file: string, described: readonly Described[]): KnownError {
  const says = described.map((one) => `${file}: ${one.says}`);
  return new KnownError('COMPOSE_INVALID', says[0] ?? `${file}: is no compose file`, {
    at: { file },
    details: says.slice(1),
    tryThis: waysOn(
      [...new Set(described.flatMap(({ tryThis }) => tryThis ?? []))].slice(0, 3),
      'compare with the compose file reference, version 3',
    ),
  });
}
