// Holds tend's rendering to docker's own loader: npm run test:differ [-- SET…] [--docker 28.5.2] [--write] [--all]
import { parseArgs } from 'node:util';
import { askDocker } from './ask-docker.js';
import { askTend } from './ask-tend.js';
import { buildLoader, dockerSources, loaders, type LoaderVersion } from './build-loader.js';
import { caseSets, type CaseSet } from './case-sets.js';
import { compareAnswers, type Difference } from './compare-answers.js';
import { compareSchemas } from './compare-schemas.js';
import { readKnownDifferences, unexplained, writeKnownDifferences } from './known-differences.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { docker: { type: 'string' }, write: { type: 'boolean' }, all: { type: 'boolean' } },
});
const sets = Object.keys(caseSets).filter((set) => positionals.length === 0 || positionals.includes(set)) as CaseSet[];
const versions = (Object.keys(loaders) as LoaderVersion[]).filter(
  (version) => values.docker === undefined || values.docker === version,
);

for (const version of versions) {
  const others = compareSchemas(await dockerSources(version));
  if (others.length > 0) process.exitCode = 1;
  console.log(
    `docker ${version}, schemas: ${others.length > 0 ? `not the same for ${others.join(', ')}` : 'the same'}`,
  );
  const loader = await buildLoader(version);
  for (const set of sets) if (!(await holds(set, { version, loader }))) process.exitCode = 1;
}

/** Compares a set of cases, prints what differs otherwise than written down, and says whether nothing does. */
async function holds(
  set: CaseSet,
  { version, loader }: { readonly version: LoaderVersion; readonly loader: string },
): Promise<boolean> {
  const cases = caseSets[set]();
  const answers = await askDocker(loader, cases);
  const found = new Map<string, Difference>();
  for (const [i, one] of cases.entries()) {
    const difference = compareAnswers(answers[i] ?? { error: 'no answer' }, askTend(one));
    if (difference) found.set(one.name, difference);
  }
  if (values.write) writeKnownDifferences(set, version, [...found.keys()]);
  const { [unexplained]: open = [], ...explained } = readKnownDifferences(set, version);
  const known = new Set(Object.values(explained).flat());
  const added = [...found].filter(([name]) => values.all || !known.has(name));
  const gone = [...known].filter((name) => !found.has(name));
  console.log(`docker ${version}, ${set}: ${found.size} of ${cases.length} differ, ${known.size} are known`);
  for (const [name, { kind, details }] of added)
    console.log(`  ✗ ${name}: ${kind}: ${details.join('; ').slice(0, 300)}`);
  for (const name of gone) console.log(`  ✗ ${name}: differs no more: take it out of the list`);
  return added.length === 0 && gone.length === 0 && open.length === 0;
}
