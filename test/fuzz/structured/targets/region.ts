import { parse, stringify } from 'yaml';
import { readManifest } from '../../../manifest/read-manifest.js';
import { mutate, type Dice } from '../../mutate.js';
import { makeValueMutator } from '../mutate-value.js';
import { refusedOrThrown } from '../refused-or-thrown.js';
import type { Reading, StructuredTarget } from '../structured-target.js';
import { exampleTexts } from './example-files.js';

const between = '\n#-- apps/calendar.yml\n';
const apps = exampleTexts('examples/region/apps/*.yml').map((text) => parse(text) as unknown);
const mutated = makeValueMutator(exampleTexts('examples/region/region.yml').map((text) => parse(text) as unknown));
const mutatedApp = makeValueMutator(apps);

/** region.yml with an app in a file of its own. */
export const regionTarget: StructuredTarget = {
  name: 'region',
  says: 'region.yml and a file of apps/',
  beyondEarly: 80,
  make,
  read,
};

function make(dice: Dice): string {
  const region = mutated(dice, { shared: dice(6) === 0 });
  const text = [asYaml(region, dice), asYaml(dice(2) === 0 ? apps[0] : mutatedApp(dice), dice)].join(between);
  return dice(20) === 0 ? mutate([text], dice) : text;
}

function asYaml(value: unknown, dice: Dice): string {
  return stringify(value, { collectionStyle: (['any', 'block', 'flow'] as const)[dice(3)] ?? 'any', lineWidth: 0 });
}

async function read(text: string): Promise<Reading> {
  const [region = '', app = ''] = text.split(between);
  try {
    await readManifest(region, { 'calendar.yml': app });
    return 'read';
  } catch (error) {
    return refusedOrThrown(error, /not YAML|cannot be read|too large|larger than/);
  }
}
