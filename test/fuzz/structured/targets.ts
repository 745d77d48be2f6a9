import type { StructuredTarget } from './structured-target.js';
import { abraEnvTarget } from './targets/abra-env.js';
import { abraShTarget } from './targets/abra-sh.js';
import { composeTarget } from './targets/compose.js';
import { dockerAnswersTarget } from './targets/docker-answers.js';
import { entriesTarget } from './targets/entries.js';
import { envSampleTarget } from './targets/env-sample.js';
import { gitOutputTarget } from './targets/git-output.js';
import { notesTarget } from './targets/notes.js';
import { recipeVersionsTarget } from './targets/recipe-versions.js';
import { regionTarget } from './targets/region.js';
import { savedPlanTarget } from './targets/saved-plan.js';
import { witnessAnswersTarget } from './targets/witness-answers.js';

export const structuredTargets: readonly StructuredTarget[] = [
  composeTarget,
  envSampleTarget,
  abraShTarget,
  regionTarget,
  entriesTarget,
  notesTarget,
  witnessAnswersTarget,
  dockerAnswersTarget,
  savedPlanTarget,
  recipeVersionsTarget,
  gitOutputTarget,
  abraEnvTarget,
];
