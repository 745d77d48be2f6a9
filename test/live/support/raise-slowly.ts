import { raiseLab } from '../../../src/lab/raise-lab.js';
import { realLabTools } from '../../../src/tools/lab-tools.js';

// Raises lab NUMBER and never says that it is done: it is there to be killed.
const tools = realLabTools();
process.stdout.write('starting\n');
await raiseLab(
  {
    ...tools,
    files: {
      ...tools.files,
      write: (path, ...rest) => (path.endsWith('/lab.json') ? wait() : tools.files.write(path, ...rest)),
    },
  },
  { number: Number(process.argv[2]), nodes: 2 },
);

function wait(): Promise<void> {
  return tools.clock.sleep(60_000);
}
