import { Flags } from '@oclif/core';
import { KnownError } from '../model/known-error.js';
import type { HeldReason } from '../model/step.js';
import type { PlanOptions } from '../workflows/plan/plan-region.js';

/** Flags that choose what a plan is about. */
export const chooseFlags = {
  app: Flags.string({ multiple: true, description: 'only this app (repeatable)', helpValue: 'APP' }),
  node: Flags.string({ multiple: true, description: 'only this node (repeatable)', helpValue: 'NODE' }),
};

function release(description: string) {
  return Flags.boolean({ description, helpGroup: 'RELEASE' });
}

/** Flags that release held steps; those of the group want --app, so that nothing is released by the way. */
export const releaseFlags = {
  overwrite: release('undo what was changed outside tend'),
  retry: release('try again what failed before'),
  'start-empty': release('let an app start beside its former data'),
  major: release('take a major upgrade'),
  downgrade: release('go back to an older version'),
  'new-secrets': release('make new secrets beside existing data'),
  unpinned: release('go on with images whose digest no registry tells'),
  prune: release('remove services that the recipe no longer has'),
  'without-needs': release('go on although what the app needs is not running'),
  remove: Flags.string({
    multiple: true,
    helpGroup: 'RELEASE',
    helpValue: 'APP',
    description: 'undeploy this app, which the manifest wants absent',
  }),
  'refresh-images': Flags.boolean({ description: 'take newer digests of the same tags' }),
  'older-manifest': Flags.boolean({ description: 'go on although the manifest lacks the commit applied last' }),
};

const { retry, major, downgrade, unpinned, prune } = releaseFlags;
/** Those that an upgrade may need; it names its app anyway. */
export const upgradeReleaseFlags = {
  ...{ retry, major, downgrade, unpinned, prune },
  'new-secrets': releaseFlags['new-secrets'],
  'without-needs': releaseFlags['without-needs'],
};

const reasons: Readonly<Record<string, HeldReason>> = {
  overwrite: 'drift',
  retry: 'failed-before',
  'start-empty': 'start-empty',
  major: 'major',
  downgrade: 'downgrade',
  'new-secrets': 'secret-missing',
  unpinned: 'unpinned',
  prune: 'services-gone',
  'without-needs': 'needs-missing',
};

/** What the flags say, in the words of a plan. */
export function planOptions(flags: Record<string, unknown>): Omit<PlanOptions, 'tell'> {
  const { app: apps = [], node: nodes = [], remove: removals = [] } = flags as Record<string, string[] | undefined>;
  const releasing = Object.keys(reasons).filter((flag) => flags[flag] === true);
  if (releasing.length > 0 && apps.length === 0)
    throw new KnownError('USAGE', `--${releasing[0] ?? ''} lets a held step go on: say of which app`, {
      tryThis: [`--${releasing[0] ?? ''} --app NAME`, 'what is held, and why: tend plan'],
    });
  for (const app of removals)
    if (!apps.includes(app))
      throw new KnownError('USAGE', `--remove ${app} wants --app ${app} beside it`, {
        tryThis: [`--app ${app} --remove ${app}`],
      });
  return {
    apps,
    nodes,
    removals,
    released: releasing.flatMap((flag) => reasons[flag] ?? []),
    refreshImages: flags['refresh-images'] === true,
    olderManifest: flags['older-manifest'] === true,
  };
}
