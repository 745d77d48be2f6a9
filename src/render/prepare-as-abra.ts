import { posix } from 'node:path';
import { KnownError } from '../model/known-error.js';
import type { Prepared } from '../model/prepared.js';
import type { Recipe } from '../model/recipe.js';
import type { App } from '../model/region.js';
import { addAbraWords } from './add-abra-words.js';
import { appEnvironment, composeFiles } from './app-environment.js';
import { checkCompose, type ComposeReader } from './check-compose.js';
import { findMergeLosses } from './find-merge-losses.js';
import { interpolateCompose } from './interpolate-compose.js';
import { loadCompose, type LoadedCompose } from './load-compose.js';
import { mergeCompose } from './merge-compose.js';
import { refuseMixedVersions } from './refuse-mixed-versions.js';
import { sharedSecretSource } from './shared-secret-source.js';
import { parseComposeFile, type ComposeSource } from './parse-compose-file.js';

/**
 * Brings a recipe and an app together as abra does: variables, overlays, abra's labels, the app's own compose piece
 * last. `reader`: whose rules count. Errors: COMPOSE_INVALID, naming file and key.
 */
export function prepareAsAbra(recipe: Recipe, app: App, reader: ComposeReader = readerOf(app)): Prepared {
  const env = appEnvironment(recipe, app);
  const own = parseSources(recipe, env);
  refuseMixedVersions(own);
  const sources = [...own, ...sharedSecretSource(app, own), ...ownSource(app)];
  const folder = posix.dirname(sources[0]?.file ?? '.');
  const checked = sources.map((source) => checkCompose(interpolateCompose(source, env), reader));
  const loaded = checked.map((one) => ({
    file: one.file,
    compose: loadCompose(one, { folder, files: recipe.files, env }),
  }));
  const merged = mergeCompose(loaded.map(({ compose: one }) => one));
  const { compose, notices } = addAbraWords(merged, { recipe, app, env });
  return {
    stack: app.stack,
    env,
    compose: withoutEmptySections(compose),
    files: filesOf(compose, recipe),
    ignored: [...checked.flatMap(({ ignored }) => ignored), ...findMergeLosses(loaded)],
    notices,
  };
}

/** Where abra makes the changes, docker's own client reads the files. */
function readerOf({ engine }: App): ComposeReader {
  return engine === 'abra' ? 'docker' : 'tend';
}

function parseSources(recipe: Recipe, env: Readonly<Record<string, string>>): ComposeSource[] {
  return composeFiles(env).map((file) => {
    const bytes = recipe.files.get(posix.normalize(file));
    if (bytes) return parseOnce(file, bytes);
    const there = [...recipe.files.keys()].filter((path) => /(?:^|\/)compose[^/]*\.ya?ml$/.test(path)).sort();
    const leftOut = recipe.notices.map(({ text }) => text).filter((text) => text.includes(`: ${file} is left out: `));
    throw new KnownError('COMPOSE_INVALID', `${recipe.name} has no ${file}`, {
      details: [...leftOut, `it has ${there.join(', ') || 'no compose file at all'}`],
      tryThis: ['look at overlays: and COMPOSE_FILE of the app in the manifest'],
    });
  });
}

const parsed = new WeakMap<Uint8Array, ComposeSource>();

/** A recipe is read once for all its apps, and so is each of its files parsed once. */
function parseOnce(file: string, bytes: Uint8Array): ComposeSource {
  const known = parsed.get(bytes);
  if (known?.file === file) return known;
  const source = parseComposeFile(file, new TextDecoder().decode(bytes));
  parsed.set(bytes, source);
  return source;
}

function ownSource(app: App): ComposeSource[] {
  return app.compose ? [{ file: `${app.at.file} (compose of ${app.name})`, content: app.compose }] : [];
}

function withoutEmptySections(compose: LoadedCompose): Prepared['compose'] {
  return Object.fromEntries(Object.entries(compose).filter(([, section]) => Object.keys(section as object).length > 0));
}

/** Contents of the configs and secrets that the compose file carries. */
function filesOf(compose: LoadedCompose, recipe: Recipe): ReadonlyMap<string, Uint8Array> {
  const paths = [...Object.values(compose.configs), ...Object.values(compose.secrets)].flatMap((object) =>
    object.external || !object.file ? [] : [object.file],
  );
  return new Map(
    paths.flatMap((path) => {
      const bytes = recipe.files.get(path);
      return bytes ? [[path, bytes] as const] : [];
    }),
  );
}
