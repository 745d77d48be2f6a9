import { join } from 'node:path';
import { playTend, tendJson, type Person, type Stage } from './stage.js';

/** A second collective, with a region, a record and a state of its own, beside the first. */
export async function startGarden(stage: Stage): Promise<Person> {
  const region = join(stage.region, '..', 'garden');
  const { files, git } = stage.tools;
  await files.write(join(region, 'region.yml'), gardenRegion);
  for (const words of [
    ['init', '-q', '-b', 'main'],
    ['add', '-A'],
    ['-c', 'user.name=Cleo', '-c', 'user.email=cleo@example.org', 'commit', '-q', '-m', 'A second collective'],
  ])
    await git.run(words, { cwd: region });
  return { region, environment: { TEND_STEWARD: 'cleo', XDG_STATE_HOME: join(stage.region, '..', 'garden-state') } };
}

const gardenRegion = `# The garden collective: it has no apps of its own in this demo, but a record.
region: { name: garden, domain: garden.example.org }
stewards: { cleo: { id: op-c1e0 } }
nodes: { shed: { host: shed.garden.example.org } }
apps: {}
`;

/** A collective as others see it. */
interface Collective {
  readonly person: Person;
  /** Its witness, which keeps its memory apart. */
  readonly witness: Person;
  readonly name: string;
  readonly origin: string;
  /** Repository of its record. */
  readonly record: string;
}

/** Each becomes a witness, names the other in its policy, and cosigns the other's record. */
export async function witnessEachOther(stage: Stage, garden: Person): Promise<void> {
  const folder = join(stage.region, '..');
  const ours: Collective = {
    person: stage.person,
    witness: { ...stage.person, environment: { XDG_STATE_HOME: join(folder, 'witness-state') } },
    name: 'merri-bek',
    origin: 'merri-bek.example.org/changelog',
    record: join(folder, 'merri-bek-changelog.git'),
  };
  const theirs: Collective = {
    person: garden,
    witness: garden,
    name: 'garden',
    origin: 'garden.example.org/changelog',
    record: join(folder, 'garden-changelog.git'),
  };
  for (const { witness: person, name } of [ours, theirs])
    await playTend(stage, ['witness', 'init', '--name', `${name}.example.org/witness`], { person });
  await trust(stage, ours, theirs);
  await trust(stage, theirs, ours);
  await watch(stage, ours, theirs);
  await watch(stage, theirs, ours);
}

/** The policy of one names the other as the witness that has to have seen its record. */
async function trust(stage: Stage, one: Collective, other: Collective): Promise<void> {
  const { witnesses } = (await tendJson(stage, other.witness, ['witness', 'list'])) as WitnessList;
  const file = join(one.person.region, '..', `${one.name}.policy`);
  await stage.tools.files.write(file, `witness ${other.name} ${witnesses[0]?.vkey ?? ''}\nquorum ${other.name}\n`);
  await playTend(stage, ['changelog', 'level', 'witnessed', '--policy', `../${one.name}.policy`], {
    person: one.person,
  });
}

interface WitnessList {
  readonly witnesses: readonly { readonly vkey: string }[];
}

/** One looks at the record of the other and cosigns its head. */
async function watch(stage: Stage, one: Collective, other: Collective): Promise<void> {
  const { git } = stage.tools;
  const policy = await git.run(['--git-dir', other.record, 'show', 'main:policy/trust.policy']);
  const key = /^log (\S+)/m.exec(policy.stdout)?.[1] ?? '';
  const words = ['witness', 'add', other.origin, '--key', key, '--remote', other.record];
  await playTend(stage, words, { person: one.witness });
  await playTend(stage, ['witness', 'run'], { person: one.witness });
}

/** A copy of the record in which the upgrade that failed went well. */
export async function forgeCopy(stage: Stage): Promise<void> {
  const folder = join(stage.region, '..');
  const { git, files } = stage.tools;
  await git.run(['clone', '-q', join(folder, 'merri-bek-changelog.git'), join(folder, 'forged')]);
  const path = join(folder, 'forged', 'log', 'entries', '000.ndjson');
  const text = (await files.readText(path)) ?? '';
  await files.write(path, text.replace('"result":"rolled-back"', '"result":"done"'));
  const by = ['-c', 'user.name=x', '-c', 'user.email=x@example.org'];
  await git.run([...by, 'commit', '-q', '-a', '-m', 'Nothing to see here'], { cwd: join(folder, 'forged') });
}
