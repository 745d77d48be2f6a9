import { compareVersions } from '../model/recipe-version.js';
import type { StepKind } from '../model/step-kinds.js';
import type { WantedApp } from './plan-input.js';
import type { RunningApp } from './running-app.js';

/** Which kind of step brings an app to what is wanted. Of a commit nobody can say whether it is newer than what runs. */
export function chooseKind({ app, recipe }: WantedApp, running: RunningApp): StepKind {
  if (app.state === 'absent') return 'undeploy';
  if (running.services.length === 0) return 'deploy';
  if (recipe.version === undefined || running.version === undefined) return 'change';
  const order = compareVersions(running.version, recipe.version);
  if (order === 0) return 'change';
  return order < 0 ? 'upgrade' : 'downgrade';
}
