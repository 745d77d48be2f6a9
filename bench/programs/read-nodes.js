// Reads nodes once, then, over the same connections, as often as wanted: read-nodes NODES-AS-JSON HOW-OFTEN
// Prints the milliseconds of the later readings and the megabytes of memory, as JSON.
import { observeRegion } from '../../src/observe/observe-region.ts';
import { realTools } from '../../src/tools/real-tools.ts';

export async function main({ args: [nodes = '[]', howOften = '0'] }) {
  const wanted = JSON.parse(nodes);
  const tools = realTools();
  const looking = { nodes: tools.nodes, clock: tools.clock, tell: () => {} };
  await read(looking, wanted);
  const warm = [];
  for (let times = Number(howOften); times > 0; times--) {
    const start = performance.now();
    await read(looking, wanted);
    warm.push(performance.now() - start);
  }
  await tools.nodes.closeAll();
  console.log(JSON.stringify({ warm, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

async function read(looking, wanted) {
  const unseen = (await observeRegion(looking, wanted)).find((one) => !one.reachable);
  if (unseen) throw new Error(`a node was not read: ${JSON.stringify(unseen)}`);
}
