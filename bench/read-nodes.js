// A program of its own, as tend is one: reads nodes once, then, over the same connections, as often as wanted.
//     node read-nodes.js NODES-AS-JSON HOW-OFTEN     prints the milliseconds of the later readings and the bytes of memory
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(process.env.XDG_CACHE_HOME ?? '', 'tend', 'compiled'));
const [{ observeRegion }, { realTools }] = await Promise.all([
  import('../dist/observe/observe-region.js'),
  import('../dist/tools/real-tools.js'),
]);

const wanted = JSON.parse(process.argv[2] ?? '[]');
const tools = realTools();
const looking = { nodes: tools.nodes, clock: tools.clock, tell: () => {} };

await read();
const warm = [];
for (let times = Number(process.argv[3] ?? 0); times > 0; times--) {
  const start = performance.now();
  await read();
  warm.push(performance.now() - start);
}
await tools.nodes.closeAll();
console.log(JSON.stringify({ warm, megabytes: process.resourceUsage().maxRSS / 1024 }));

async function read() {
  const unseen = (await observeRegion(looking, wanted)).find((one) => !one.reachable);
  if (unseen) throw new Error(`a node was not read: ${JSON.stringify(unseen)}`);
}
