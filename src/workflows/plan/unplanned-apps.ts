import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import type { UnplannedApp } from '../../model/plan.js';
import { waysOn } from '../../model/ways-on.js';
import type { WantedApp } from '../../plan/plan-input.js';
import { findNameMistakes } from '../../render/find-name-mistakes.js';
import type { ReadApps, UnreadApp } from './read-wanted.js';

/** Apps that can be planned, and those that cannot. */
export interface PlannableApps {
  readonly wanted: readonly WantedApp[];
  readonly unplanned: readonly UnplannedApp[];
}

/**
 * Leaves out the apps of which something is wrong, names that a swarm does not take among it. Throws it where nothing else
 * is left to plan.
 */
export function plannableApps({ wanted: read, unread }: ReadApps): PlannableApps {
  const mistakes = findNameMistakes(read.map(({ app, rendered }) => ({ app, specs: rendered.specs })));
  const named = read.flatMap(({ app }) => {
    const error = mistakes.get(app.name);
    return error ? [{ app, error }] : [];
  });
  const wanted = read.filter(({ app }) => !mistakes.has(app.name));
  const all = [...unread, ...named];
  if (all.length > 0 && wanted.every(({ app }) => app.state === 'absent')) throw together(all);
  return { wanted, unplanned: all.map(unplannedApp) };
}

function unplannedApp({ app, error }: UnreadApp): UnplannedApp {
  const { code, message, details, tryThis, at } = error;
  return {
    app: app.name,
    node: app.node,
    recipe: app.recipe.name,
    version: app.version.kind === 'tag' ? app.version.tag : app.version.commit,
    code,
    message,
    ...given({ at }),
    details,
    tryThis,
  };
}

function together(unread: readonly UnreadApp[]): KnownError {
  const errors = [...new Set(unread.map(({ error }) => error))];
  const [first, ...more] = errors;
  if (!first) throw new Error('nothing is wrong');
  if (more.length === 0) return first;
  const lines = [...new Set(errors.flatMap((error) => [error.message, ...error.details]))];
  return new KnownError(first.code, `${unread.length} apps cannot be made ready; nothing was done`, {
    details: lines,
    tryThis: waysOn([...new Set(errors.flatMap((error) => error.tryThis))], 'run the same command again'),
  });
}
