import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putImages } from '../../../src/lab/put-images.js';
import { makeSmallImage } from '../../../src/lab/make-small-image.js';
import { runGit } from '../../support/git-repo.js';
import type { MadeAbraFolder } from '../../support/make-abra-folder.js';
import { deployAsAbra } from './deploy-as-abra.js';
import type { LabFixture } from './lab-fixture.js';

/** Where the servers of an ABRA_DIR are: those of a lab, in its order. */
export interface Filling {
  readonly fixture: LabFixture;
  /** Holds what is made beside the ABRA_DIR. */
  readonly root: string;
  readonly servers: readonly string[];
}

/**
 * Deploys the apps of an ABRA_DIR as abra would have, on a server of the lab each. Nothing is to run: what is stored is what
 * counts, so the nodes are drained.
 */
export async function fillAsAbra({ fixture, root, servers }: Filling, made: MadeAbraFolder): Promise<void> {
  const images = imagesOf(made).map((name) => makeSmallImage(name, { kind: 'ok' }));
  await putImages(fixture.tools, fixture.lab, images);
  await Promise.all(servers.map((server, at) => fillServer(server, at + 1)));

  async function fillServer(server: string, index: number): Promise<void> {
    const self = await fixture.docker(index, 'info', '--format', '{{.Swarm.NodeID}}');
    await fixture.docker(index, 'node', 'update', '--availability', 'drain', self);
    await fixture.docker(index, 'network', 'create', '--driver', 'overlay', '--attachable', 'proxy');
    for (const app of made.apps.filter((one) => one.server === server && !one.idle))
      await deployAsAbra({ fixture, index, catalogue: made.catalogue, root }, app);
  }
}

/** Every image that the recipes name, so that docker's client finds a digest for each, as it does with abra. */
function imagesOf({ apps, catalogue }: MadeAbraFolder): string[] {
  const texts = apps.flatMap(({ recipe, version }) => {
    const repository = join(catalogue, `${recipe}.git`);
    const files = runGit(repository, 'ls-tree', '--name-only', version).split('\n');
    return files
      .filter((file) => /^compose.*\.yml$/.test(file))
      .map((file) => runGit(repository, 'show', `${version}:${file}`));
  });
  const images = texts.flatMap((text) =>
    [...text.matchAll(/^\s+image: *"?([^"\s]+)/gm)].map(([, image = '']) => image),
  );
  return [...new Set(images.map((image) => image.replace(/\$\{\w+:?-([^}]*)\}/g, '$1')))];
}

/** Where an ssh host is. */
export interface SshHost {
  readonly name: string;
  readonly address: string;
  readonly port?: number;
}

/** Writes the ~/.ssh/config of an operator who reaches these hosts as root with one key. */
export function writeSshConfig(
  home: string,
  hosts: readonly SshHost[],
  { key, knownHosts }: { readonly key: string; readonly knownHosts: string },
): void {
  const own = hosts.map(({ name, address, port = 22 }) => `Host ${name}\n  HostName ${address}\n  Port ${port}\n`);
  const all = `Host *\n  User root\n  IdentityFile ${key}\n  UserKnownHostsFile ${knownHosts}\n`;
  mkdirSync(join(home, '.ssh'), { recursive: true });
  writeFileSync(join(home, '.ssh', 'config'), own.join('') + all);
}
