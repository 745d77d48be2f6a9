import { realClock } from '../../src/tools/clock.js';
import { realFiles } from '../../src/tools/files.js';
import { realGit } from '../../src/tools/git.js';
import { realPrograms } from '../../src/tools/programs.js';
import type { Tools } from '../../src/tools/tools.js';
import { realRandom } from '../../src/tools/random.js';
import { realWeb } from '../../src/tools/web.js';
import { makeEnvironment, makeTools } from './make-tools.js';

/** Real tools whose cache lies in a folder of the test; no nodes, no terminal. */
export function recipeTools(place: string): Tools {
  return makeTools({
    clock: realClock,
    environment: makeEnvironment({ cacheFolder: `${place}/cache`, workingFolder: place }),
    files: realFiles,
    git: realGit(realPrograms),
    web: realWeb,
    random: realRandom,
  });
}
