import { compareText } from '../model/compare-text.js';
import type { Finding } from '../model/lint.js';
import type { LintInput } from './lint-input.js';
import { checkConfigs } from './rules/check-configs.js';
import { checkDocker } from './rules/check-docker.js';
import { checkEnv } from './rules/check-env.js';
import { checkImages } from './rules/check-images.js';
import { checkRelease } from './rules/check-release.js';
import { checkSecrets } from './rules/check-secrets.js';
import { checkServices } from './rules/check-services.js';

const rules = [checkDocker, checkImages, checkServices, checkConfigs, checkSecrets, checkEnv, checkRelease];

/** What abra's lint and ours complain about: errors first, then by file and line. Pure. */
export function lintRecipe(input: LintInput): Finding[] {
  return rules.flatMap((rule) => rule(input)).sort(compareFindings);
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    Number(a.level === 'warning') - Number(b.level === 'warning') ||
    compareText(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0)
  );
}
