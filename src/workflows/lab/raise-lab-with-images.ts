import { buildImage } from '../../lab/build-image.js';
import { demoImages } from '../../lab/demo-images.js';
import { fetchDocker } from '../../lab/fetch-docker.js';
import type { ImageRecipe } from '../../lab/image-recipe.js';
import { installMissingPackages } from '../../lab/install-missing-packages.js';
import { setLabHosts } from '../../lab/lab-hosts.js';
import { putImages } from '../../lab/put-images.js';
import { raiseLab, type LabOptions } from '../../lab/raise-lab.js';
import type { DockerRelease } from '../../model/docker-releases.js';
import { given } from '../../model/given.js';
import type { Lab, LabDocker, LabEvent } from '../../model/lab.js';
import type { LabTools } from '../../tools/lab-tools.js';

export interface LabWishes extends Omit<LabOptions, 'internet' | 'owner' | 'programs'> {
  /** Install what is missing; without, missing programs are an error that names them. */
  readonly install: boolean;
  /** Instead of the Docker that is installed here. */
  readonly release?: DockerRelease;
  /** Images to make where their registries cannot be reached; default those of the demo. */
  readonly images?: readonly ImageRecipe[];
  /** Names for the browser of this machine, each with the number of a server, from 1. */
  readonly hosts?: Readonly<Record<string, number>>;
}

/** A lab for people: installs what is missing, takes official images where Docker Hub answers and makes stand-ins where it does not. */
export async function raiseLabWithImages(
  tools: LabTools,
  wishes: LabWishes,
  tell: (event: LabEvent) => void,
): Promise<Lab> {
  if (wishes.install) await install(tools, tell);
  const programs = await fetchProgramsIfNeeded(tools, wishes.release, tell);
  const internet = await tools.internet.answers('https://registry-1.docker.io/v2/', 3000);
  tell({ type: 'lab-raising', nodes: wishes.nodes, internet });
  const images = (wishes.images ?? demoImages).filter(({ official }) => !(internet && official));
  const [lab] = await Promise.all([
    raiseLab(tools, { ...wishes, ...given({ programs }), internet, registries: registriesOf(images) }),
    buildImages(tools, images, tell),
  ]);
  await putImages(tools, lab, images);
  if (wishes.hosts) await setLabHosts(tools, lab, addresses(lab, wishes.hosts));
  tell({ type: 'lab-up', lab });
  return lab;
}

async function fetchProgramsIfNeeded(
  tools: LabTools,
  release: DockerRelease | undefined,
  tell: (event: LabEvent) => void,
): Promise<LabDocker | undefined> {
  if (release === undefined) return undefined;
  return fetchDocker(tools, release, (suite) => tell({ type: 'lab-fetching-docker', release, suite }));
}

/** Into the cache, while the servers start. */
async function buildImages(
  tools: LabTools,
  images: readonly ImageRecipe[],
  tell: (event: LabEvent) => void,
): Promise<void> {
  for (const image of images) {
    tell({ type: 'lab-image', name: image.name });
    await buildImage(tools, image);
  }
}

/** Stand-ins of other registries than Docker Hub are found only where the registry's name leads to the lab. */
function registriesOf(images: readonly ImageRecipe[]): string[] {
  const hosts = images.map(({ name }) => name.split('/')[0] ?? '').filter((first) => first.includes('.'));
  return [...new Set(hosts)];
}

async function install(tools: LabTools, tell: (event: LabEvent) => void): Promise<void> {
  const packages = await installMissingPackages(tools);
  if (packages.length > 0) tell({ type: 'lab-installing', packages });
}

function addresses(lab: Lab, hosts: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(hosts).flatMap(([name, index]) => {
      const node = lab.nodes[index - 1];
      return node ? [[name, node.address]] : [];
    }),
  );
}
