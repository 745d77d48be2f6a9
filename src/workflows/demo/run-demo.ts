import { join } from 'node:path';
import { logFolder } from '../../changelog/log-folder.js';
import { labRegionHosts, makeLabRegion } from '../../lab/make-lab-region.js';
import { lowerLab } from '../../lab/lower-lab.js';
import { publishRecipes } from '../../lab/publish-recipes.js';
import type { Lab, LabEvent } from '../../model/lab.js';
import { KnownError } from '../../model/known-error.js';
import type { Git } from '../../tools/git.js';
import type { LabTools } from '../../tools/lab-tools.js';
import type { ShownPrograms } from '../../tools/shown-programs.js';
import { raiseLabWithImages } from '../lab/raise-lab-with-images.js';
import { scenes } from './scenes.js';
import type { DemoEvent, Scene, Stage } from './stage.js';

/** Where a demo lives, and what it is played with. */
export interface DemoPlace {
  readonly tools: LabTools & { readonly git: Git };
  readonly shown: ShownPrograms;
  /** Everything of the demo is below it. */
  readonly folder: string;
  /** Our own recipes, as they lie in the package. */
  readonly recipes: string;
  readonly tend: readonly [string, string];
  readonly install: boolean;
  readonly tell: (event: DemoEvent | LabEvent) => void;
}

const nodeNames = ['brunswick', 'coburg', 'fawkner'];
const origin = 'merri-bek.example.org/changelog';

/** Raises a region of three servers and does the main job in it; what an earlier demo left is taken away first. */
export async function runDemo(place: DemoPlace): Promise<{ lab: Lab; region: string }> {
  await endDemo(place);
  // Of one whose folder was removed by hand: what was applied there would be newer than all that is applied here.
  await place.tools.files.remove(logFolder(place.tools.environment, origin));
  const lab = await raiseLabWithImages(
    place.tools,
    { nodes: 3, names: nodeNames, install: place.install, hosts: labRegionHosts(3) },
    place.tell,
  );
  await place.tools.files.write(join(place.folder, 'lab'), `${lab.number}\n`);
  const region = await createRegionRepo(place, lab);
  const person = { region, environment: { TEND_STEWARD: 'ada' } };
  const stage: Stage = {
    tools: place.tools,
    shown: place.shown,
    lab,
    region,
    person,
    tend: place.tend,
    tell: place.tell,
  };
  await playScenes(stage, scenes);
  return { lab, region };
}

/** One scene that ends otherwise than foreseen is told, and the next one played; a second one right after it ends the demo. */
export async function playScenes(stage: Stage, all: readonly Scene[]): Promise<void> {
  let before: KnownError | undefined;
  for (const { title, says, play } of all) {
    stage.tell({ type: 'scene', title, says });
    const failure = await play(stage).then(() => undefined, knownOnly);
    if (failure && before) throw failure;
    if (failure) stage.tell({ type: 'line', text: otherwiseWords(failure) });
    before = failure;
  }
}

function knownOnly(error: unknown): KnownError {
  if (error instanceof KnownError) return error;
  throw error;
}

function otherwiseWords({ message, details, tryThis: [why = ''] }: KnownError): string {
  return ['', `This scene ended otherwise than foreseen: ${message}`, ...details, `(${why})`, 'The demo goes on.'].join(
    '\n',
  );
}

/** Takes away the lab, the folder and the state of a demo; none there is fine. True where there was one. */
export async function endDemo({ tools, folder }: Pick<DemoPlace, 'tools' | 'folder'>): Promise<boolean> {
  const number = Number((await tools.files.readText(join(folder, 'lab')))?.trim());
  if (!Number.isInteger(number) || number < 1) return false;
  await lowerLab(tools, number);
  await tools.files.remove(folder);
  await tools.files.remove(logFolder(tools.environment, origin));
  return true;
}

async function createRegionRepo({ tools, folder, recipes }: DemoPlace, lab: Lab): Promise<string> {
  const catalogue = join(folder, 'recipes');
  await publishRecipes(tools, { from: recipes, to: catalogue, rehearsal: true });
  const region = join(folder, 'region');
  for (const [path, text] of Object.entries(makeLabRegion(lab, catalogue)))
    await tools.files.write(join(region, path), text);
  for (const words of [
    ['init', '-q', '-b', 'main'],
    ['config', 'user.name', 'Ada'],
    ['config', 'user.email', 'ada@example.org'],
    ['add', '-A'],
    ['commit', '-q', '-m', 'A region to learn with'],
  ]) {
    const done = await tools.git.run(words, { cwd: region });
    if (done.exitCode !== 0) throw new Error(`git ${words.join(' ')}: ${done.stderr}`);
  }
  return region;
}
