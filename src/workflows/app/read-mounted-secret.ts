import { DockerError } from '../../model/docker-error.js';
import { KnownError } from '../../model/known-error.js';
import { Secret } from '../../model/secret.js';
import { shortName } from '../../model/short-name.js';
import type { App } from '../../model/region.js';
import type { Docker } from '../../tools/docker.js';
import type { MountedSecret, SecretPlace } from './find-mounted-secret.js';

/** The second is all that images made of busybox alone have. */
const programs = [['cat'], ['/bin/busybox', 'cat']];
/** What Docker and shells say of a program that there is not, or that cannot be run. */
const isMissing = (exitCode: number) => exitCode === 126 || exitCode === 127;

/**
 * Reads a secret by a program in one of the containers that have it; an archive of the folder would give an empty file.
 * Throws STEP_FAILED where none of them can: no value is empty, since Docker takes no empty secret.
 */
export async function readMountedSecret(docker: Docker, app: App, secret: MountedSecret): Promise<Secret> {
  let failure: Failure | undefined;
  for (const place of secret.places) {
    const read = await readIn(docker, place);
    if (read instanceof Secret) return read;
    failure ??= { ...read, place };
  }
  if (!failure) throw new Error(`no container was found for ${secret.name}`);
  throw unreadable(app, secret, failure);
}

interface Failure {
  readonly place: SecretPlace;
  readonly says: string;
}

async function readIn(docker: Docker, { container, path, service }: SecretPlace): Promise<Secret | { says: string }> {
  for (const program of programs) {
    const { exitCode, output } = await runOrRefused(docker, container, [...program, path]);
    if (isMissing(exitCode)) continue;
    if (exitCode === 0 && output !== '' && !output.includes('\ufffd')) return new Secret(output);
    return { says: whyNot(exitCode, output) };
  }
  return { says: `the image of ${service} has no program that could read it (no cat)` };
}

function whyNot(exitCode: number, output: string): string {
  if (exitCode !== 0) return `cat ended with status ${exitCode}`;
  return output === '' ? 'cat gave nothing' : 'it is no text, and tend shows only text';
}

/** A container that has just ended is one that cannot read it. */
async function runOrRefused(docker: Docker, container: string, command: readonly string[]) {
  try {
    return await docker.exec(container, command);
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    return { exitCode: 1, output: '' };
  }
}

function unreadable(app: App, { name }: MountedSecret, { place, says }: Failure): KnownError {
  const container = place.container.slice(0, 12);
  return new KnownError('STEP_FAILED', `${app.name}: the secret ${shortName(name, app.stack)} was not read: ${says}`, {
    tryThis: [
      `as root on ${app.node}: cat /proc/$(docker inspect -f '{{.State.Pid}}' ${container})/root${place.path}`,
      'or choose a new one: give it a higher version under secrets: in the manifest, as the README says',
    ],
  });
}
