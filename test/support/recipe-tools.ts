import { realClock } from '../../src/tools/clock.js';
import { realFiles } from '../../src/tools/files.js';
import { realGit } from '../../src/tools/git.js';
import { realPrograms } from '../../src/tools/programs.js';
import { realRandom } from '../../src/tools/random.js';
import type { ReadingTools } from '../../src/tools/tools.js';
import { realWeb } from '../../src/tools/web.js';

/** Real tools whose cache lies in a folder of the test; no nodes, no terminal. */
export function recipeTools(place: string): ReadingTools {
  const environment = { cacheFolder: `${place}/cache`, workingFolder: place };
  const tools = {
    clock: realClock,
    environment,
    files: realFiles,
    git: realGit(realPrograms),
    web: realWeb,
    random: realRandom,
  };
  return tools as unknown as ReadingTools;
}
