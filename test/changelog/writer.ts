// A process that appends: writer.ts FOLDER MACHINE NAME COUNT [KILLED_AFTER], where it ends itself after so many gits.
import { join } from 'node:path';
import { openRegionChangelog } from '../../src/workflows/changelog/region-changelog.js';
import { intentOf, origin } from './entries.js';
import { toolsOf } from './tools-of.js';

const [folder = '', machine = '', name = '', count = '1', killedAfter] = process.argv.slice(2);
const tools = toolsOf(join(folder, machine), { TEND_RECORD_KEY: join(folder, 'key') });
let calls = 0;

async function counted<Result>(run: () => Promise<Result>): Promise<Result> {
  const result = await run();
  calls += 1;
  if (calls === Number(killedAfter)) process.kill(process.pid, 'SIGKILL');
  return result;
}

const git: typeof tools.git = {
  run: (args, options) => counted(() => tools.git.run(args, options)),
  runBytes: (args, options) => counted(() => tools.git.runBytes(args, options)),
  streamBytes: (args, options) => tools.git.streamBytes(args, options),
};
const changelog = openRegionChangelog(
  { ...tools, git },
  {
    origin,
    remotes: [join(folder, 'remote.git')],
    regionFolder: join(folder, 'region'),
    regionName: 'merri-bek',
  },
);
for (let index = 0; index < Number(count); index++) {
  const detail = Number(count) > 1 && index % 10 === 0 ? await changelog.putDetail(`why ${name} ${index}`) : null;
  await changelog.append([intentOf(`${name}-${index}`, { detail, plan: 'p'.repeat(43) })]);
}
process.stdout.write(`${calls}\n`);
