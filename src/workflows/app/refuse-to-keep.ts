import { shortName } from '../../model/short-name.js';
import { KnownError } from '../../model/known-error.js';
import type { ObservedService } from '../../model/observation.js';
import type { App, Region } from '../../model/region.js';
import type { StackSpecs } from '../../model/stack-specs.js';
import { findSecrets } from '../../plan/find-secrets.js';
import type { FoldedService } from '../../plan/fold-app-drift.js';

/** One entry stands for all of them: what was changed at one would come to the others. */
export function refuseSeveral({ apps }: Region, app: App): void {
  const all = apps.filter(({ key }) => key === app.key);
  if (all.length < 2) return;
  throw new KnownError(
    'USAGE',
    `${app.key} runs on ${all.map(({ node }) => node).join(', ')} from one entry in the manifest: keeping it would change it on each; nothing was written`,
    {
      tryThis: [
        `take ${app.node} out of node: there and give it an app of its own in the manifest, with what was changed`,
        `or undo it: tend apply --app ${app.name} --overwrite`,
      ],
    },
  );
}

/** A service that somebody took away or added is nothing that an edit of the manifest can keep. */
export function refuseOtherServices(
  app: App,
  running: readonly ObservedService[],
  { services, stack }: StackSpecs,
): void {
  const names = (all: readonly string[]) => all.map((name) => shortName(name, stack)).join(', ');
  const runs = new Set(running.map(({ name }) => name));
  const wanted = new Set(services.map(({ Name }) => Name));
  const gone = [...wanted].filter((name) => !runs.has(name));
  const more = [...runs].filter((name) => !wanted.has(name));
  if (gone.length > 0) throw cannotKeep(app, `${names(gone)} does not run on ${app.node}, which cannot be kept`, []);
  if (more.length > 0)
    throw cannotKeep(app, `${names(more)} runs on ${app.node} and is not in the recipe, which cannot be kept`, []);
}

/** What the manifest has no words for, and what must not stand in it. */
export function refuseWhatCannotBeKept(app: App, changed: readonly FoldedService[]): void {
  if (changed.length === 0)
    throw new KnownError('USAGE', `${app.name} on ${app.node} is as the manifest wants it: there is nothing to keep`, {
      tryThis: [`tend plan --app ${app.name}`],
    });
  const left = changed.flatMap(({ name, folded }) => folded.left.map((field) => `${name}: ${field}`));
  if (left.length > 0) throw cannotKeep(app, 'the manifest has no simple words for some of what was changed', left);
  const fromElsewhere = changed.flatMap(({ folded }) =>
    Object.keys(folded.env).filter((key) => app.envFrom && Object.hasOwn(app.envFrom, key)),
  );
  if (fromElsewhere.length > 0)
    throw cannotKeep(app, `the value of ${fromElsewhere.join(', ')} comes from elsewhere: change it there`, []);
  const secret = [...new Set(changed.flatMap(({ folded }) => findSecrets(folded)))];
  if (secret.length > 0) throw holdsSecret(app, secret);
}

function holdsSecret(app: App, keys: readonly string[]): KnownError {
  const says = `${keys.join(', ')} ${keys.length === 1 ? 'looks like a secret' : 'look like secrets'}`;
  return new KnownError('USAGE', `${app.name}: ${says} and must not stand in a manifest; nothing was written`, {
    tryThis: [
      `write it into a file that git ignores, and under env: of ${app.key}: ${keys[0]}: { from: file:private/${app.key}/${keys[0]} }`,
      `or undo it: tend apply --app ${app.name} --overwrite`,
    ],
  });
}

/** Why, and the ways out: by hand, or undo. */
export function cannotKeep(app: App, why: string, details: readonly string[]): KnownError {
  return new KnownError('USAGE', `${app.name}: ${why}; nothing was written`, {
    details,
    tryThis: [
      `write it under compose: of ${app.key} in the manifest, then: tend plan --app ${app.name}`,
      `or undo it: tend apply --app ${app.name} --overwrite`,
    ],
  });
}
