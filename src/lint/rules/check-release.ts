import type { Finding } from '../../model/lint.js';
import { isMajorChange } from '../../model/recipe-version.js';
import { abraRules } from '../abra-rules.js';
import { abraFinding, ownFinding } from '../finding.js';
import { lineWith } from '../line-of.js';
import { textOf, type LintInput } from '../lint-input.js';

/** A version that people can take: an annotated tag, the label that says the same, notes where it breaks something. */
export function checkRelease(input: LintInput): Finding[] {
  return [...checkTag(input), ...checkLabel(input), ...checkNotes(input), ...checkReadme(input)];
}

function checkTag({ published, hasVersions, recipe }: LintInput): Finding[] {
  if (!hasVersions)
    return [
      abraFinding(abraRules.published, {
        file: '.git',
        says: `${recipe.name} has no version yet: it can be deployed by commit only`,
        tryThis: 'git tag -a 0.1.0+UPSTREAM -m "First version"',
      }),
    ];
  if (!published) return [];
  const { version, annotated, movedTo } = published;
  return [
    ...(annotated
      ? []
      : [
          abraFinding(abraRules.annotatedTag, {
            file: '.git',
            says: `${version} is a lightweight tag`,
            tryThis: `git tag -d ${version} && git tag -a ${version} -m ${version} && git push --force origin ${version}, before anybody has it`,
          }),
        ]),
    ...(movedTo === undefined
      ? []
      : [
          ownFinding('tag-moved', 'error', {
            file: '.git',
            says: `${version} names another commit than when it was first seen: whoever has deployed it runs something else`,
            tryThis: 'publish a new version; a published one stays as it is',
          }),
        ]),
  ];
}

/** abra overwrites the label with the version that it deploys; by plain docker a wrong one stays. */
function checkLabel({ published, compose }: LintInput): Finding[] {
  const file = compose.find((one) => one.file === 'compose.yml');
  const found = file && /coop-cloud\.\$\{?STACK_NAME\}?\.version["']?\s*[=:]\s*["']?([^\s"']+)/.exec(file.text);
  if (!file || !published || !found || found[1] === published.version) return [];
  return [
    ownFinding('version-label', 'error', {
      file: file.file,
      line: lineWith(file.text, found[0]),
      says: `the label says version ${found[1] ?? ''}, the tag ${published.version}`,
      tryThis: `abra recipe sync writes it; or by hand: coop-cloud.\${STACK_NAME}.version=${published.version}`,
    }),
  ];
}

function checkNotes({ published, before, recipe }: LintInput): Finding[] {
  const version = published?.version;
  if (version === undefined || !before?.version || !isMajorChange(before.version, version) || recipe.notes.has(version))
    return [];
  return [
    ownFinding('release-notes', 'warning', {
      file: `release/${version}`,
      says: `${before.version} → ${version} is a major step, and no notes say what to do`,
      tryThis: `write release/${version}: what breaks, and the steps by hand`,
    }),
  ];
}

function checkReadme({ recipe }: LintInput): Finding[] {
  const readme = textOf(recipe, 'README.md') ?? '';
  const missing = ['Category', 'Status', 'Image'].filter(
    (key) => !new RegExp(`\\*\\*${key}\\*\\*:\\s*\\S`).test(readme),
  );
  if (missing.length === 0) return [];
  return [
    abraFinding(abraRules.readme, {
      file: 'README.md',
      says: readme === '' ? 'there is no README.md' : `README.md does not say ${missing.join(', ')}`,
      tryThis: '* **Category**: Apps (and so on) between <!-- metadata --> and <!-- endmetadata -->',
    }),
  ];
}
