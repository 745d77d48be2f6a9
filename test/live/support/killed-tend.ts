import type { Docker } from '../../../src/tools/docker.js';
import { realTools } from '../../../src/tools/real-tools.js';
import type { Tools } from '../../../src/tools/tools.js';
import { applyRegion } from '../../../src/workflows/apply/apply-region.js';
import { openRegion } from '../../../src/workflows/region/open-region.js';

// An apply with the real workflow and the real tools that kills itself at one moment: REGION LEASE WHEN CALL [WORD] [NTH].
// CALL is a method of the Docker API, or `push` for git's; WORD must stand in what the call is about. Without CALL it lists
// the changes that it made.
const [folder = '.', lease = '30', when = '', call = '', word = '', nth = '1'] = process.argv.slice(2);
const tools = realTools();
let met = 0;

const open = await openRegion(killing(tools), folder);
const removals = open.region.apps.filter(({ state }) => state === 'absent').map(({ name }) => name);
const options = {
  removals,
  leaseSeconds: Number(lease),
  approve: async () => true,
  signal: new AbortController().signal,
};
const end = await applyRegion(killing(tools), open, { ...options, tell: () => undefined });
await tools.nodes.closeAll();
process.exitCode = end.exitStatus;

function killing(real: Tools): Tools {
  const push = (args: readonly string[]) => (args.includes('push') ? 'push' : '');
  return {
    ...real,
    git: {
      run: (args, options) => around(push(args), '', () => real.git.run(args, options)),
      runBytes: (args, options) => around(push(args), '', () => real.git.runBytes(args, options)),
      streamBytes: (args, options) => real.git.streamBytes(args, options),
    },
    nodes: {
      closeAll: () => real.nodes.closeAll(),
      async connect(...where) {
        const connection = await real.nodes.connect(...where);
        return { close: () => connection.close(), docker: killingDocker(connection.docker) };
      },
    },
  };
}

function killingDocker(docker: Docker): Docker {
  return new Proxy(docker, {
    get(target, method: string) {
      const real = Reflect.get(target, method) as unknown;
      if (typeof real !== 'function' || !/^(create|update|remove|pull)/.test(method)) return real;
      const work = real as (...words: unknown[]) => Promise<unknown>;
      return (...words: unknown[]) => around(method, nameIn(words), () => work(...words));
    },
  });
}

/** The name in a spec, or the id that the call is about. */
function nameIn(words: readonly unknown[]): string {
  const spec = words.find((one) => typeof one === 'object' && one !== null && 'Name' in one) as { Name: string };
  return spec?.Name ?? String(words[0]);
}

async function around<T>(method: string, name: string, work: () => Promise<T>): Promise<T> {
  if (method !== '' && call === '') process.stdout.write(`${method} ${name}\n`);
  const here = method === call && call !== '' && name.includes(word) && ++met === Number(nth);
  if (here && when === 'before') die();
  const done = await work();
  if (here) die();
  return done;
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal comes at once, but not before this line.
  for (;;);
}
