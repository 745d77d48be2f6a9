import type { ChangelogTools } from '../../src/changelog/workplace.js';
import { realAge } from '../../src/tools/age.js';
import { realClock } from '../../src/tools/clock.js';
import { realEnvironment } from '../../src/tools/environment.js';
import { realFiles } from '../../src/tools/files.js';
import { realGit } from '../../src/tools/git.js';
import { realPrograms } from '../../src/tools/programs.js';
import { realRandom } from '../../src/tools/random.js';
import { realRecordKeys } from '../../src/tools/record-keys.js';
import { noWorkers } from '../../src/tools/workers.js';

/** The real tools, with a state folder and an environment of their own. */
export function toolsOf(stateFolder: string, variables: Readonly<Record<string, string>> = {}): ChangelogTools {
  const environment = { ...realEnvironment(), isCi: false, variables, stateFolder };
  return {
    age: realAge,
    git: realGit(realPrograms),
    files: realFiles,
    // The entries of these tests are of that day, whenever they run.
    clock: { ...realClock, now: () => '2026-11-22T13:57:00Z' },
    environment,
    random: realRandom,
    recordKeys: realRecordKeys({ environment, programs: realPrograms }),
    workers: noWorkers,
  };
}
