import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { fetchDocker } from '../../../src/lab/fetch-docker.js';
import { dockerReleaseNames } from '../../../src/model/docker-releases.js';
import { KnownError } from '../../../src/model/known-error.js';
import type { LabDocker } from '../../../src/model/lab.js';
import { realLabTools } from '../../../src/tools/lab-tools.js';

/** A release (`28`), or the folder of programs that somebody unpacked himself; nothing: the Docker of this machine. */
const wanted = process.env['TEND_TEST_DOCKER'] ?? '';

interface OtherDocker {
  readonly programs?: LabDocker;
  /** Why there is none, although one is wanted. */
  readonly missing?: string;
}

const other = wanted === '' ? {} : await findOther();

/** Its programs, where one is wanted and can be had. */
export const otherPrograms = other.programs;

/** The Docker that labs of tests run instead of this machine's own; throws where one is wanted and cannot be had. */
export function otherDocker(): LabDocker | undefined {
  if (other.missing !== undefined) throw new Error(other.missing);
  return other.programs;
}

/** As describe, for tests that are also run with other releases of Docker: the title says with which, or why they are skipped. */
export function describeOnDocker(title: string, tests: () => void): void {
  if (other.missing !== undefined) describe.skip(`${title} (skipped: ${other.missing})`, tests);
  else describe(other.programs ? `${title}, on Docker ${other.programs.version}` : title, tests);
}

async function findOther(): Promise<OtherDocker> {
  const release = dockerReleaseNames.find((name) => name === wanted);
  if (release === undefined) return findInFolder(wanted);
  try {
    return { programs: await fetchDocker(realLabTools(), release) };
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    return { missing: [error.message, ...error.details].join(': ') };
  }
}

function findInFolder(folder: string): OtherDocker {
  const dockerd = join(folder, 'usr/sbin/dockerd');
  const { stdout, error } = spawnSync(dockerd, ['--version'], { encoding: 'utf8' });
  const version = error ? undefined : /version ([^\s,]+)/.exec(stdout)?.[1];
  return version === undefined ? { missing: `${dockerd} tells no version` } : { programs: { folder, version } };
}
