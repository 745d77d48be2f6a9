import { expect, test } from '@jest/globals';
import type { Programs } from '../../src/tools/programs.js';

/** Where the promises of apt-get are tried. Nothing is installed: it is asked what it would do. */
export interface AptSubject {
  readonly programs: Programs;
  /** A package that is there already. */
  readonly installed: string;
  /** Files of a package that is installed here; undefined where it is not. */
  readonly filesOf: (name: string) => Promise<readonly string[] | undefined>;
}

/** A package and the program for which a lab installs it. */
const brought = {
  'docker.io': 'dockerd',
  'docker-cli': 'docker',
  'docker-registry': 'docker-registry',
  'busybox-static': 'busybox',
};

/** What is promised of apt-get: of the one in memory and of the real one, so that the first cannot drift. */
export function describeApt({ programs, installed, filesOf }: AptSubject): void {
  const install = ['-q', 'install', '-y', '--no-install-recommends', '--simulate'];
  const env = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const status = async (...words: readonly string[]) => (await programs.run('apt-get', words, { env })).exitCode;

  test('ends with 0 where all packages are there already', async () => {
    expect(await status(...install, installed)).toBe(0);
  });

  test.each([[['no-such-package-anywhere']], [[installed, 'no-such-package-anywhere']]])(
    'ends with 100 where it does not know one of %j',
    async (packages) => expect(await status(...install, ...packages)).toBe(100),
  );

  test('ends with 100 at a word that it does not know', async () => {
    expect(await status('-q', 'frobnicate')).toBe(100);
  });

  // Which of them are on a machine differs: what is not installed tells nothing.
  test('takes from each package the program for which a lab installs it', async () => {
    const all = Object.entries(brought).map(async ([name, program]) => ({ program, files: await filesOf(name) }));
    for (const { program, files } of await Promise.all(all))
      if (files) expect(files).toContainEqual(expect.stringMatching(new RegExp(`bin/${program}$`)));
  });
}
