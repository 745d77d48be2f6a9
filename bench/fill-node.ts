import type { Node } from '../src/model/region.js';
import type { Docker } from '../src/tools/docker.js';
import type { Nodes } from '../src/tools/nodes.js';

/** Makes 40 services with labels, tasks, secrets and configs, about 230 KB to read; nothing of it runs. */
export async function fillNode(nodes: Nodes, node: Node): Promise<void> {
  const { docker } = await nodes.connect(node);
  await Promise.all(Array.from({ length: 40 }, (_, number) => makeApp(docker, number)));
  await nodes.closeAll();
}

async function makeApp(docker: Docker, number: number): Promise<void> {
  const Name = `bench_app${number}`;
  const Labels = { 'com.docker.stack.namespace': 'bench', ...manyLabels() };
  await docker.createConfig({ Name, Labels, Data: Buffer.alloc(600, 'x').toString('base64') });
  const Env = Array.from({ length: 12 }, (_, index) => `VARIABLE_${index}=some value ${index}`);
  const ContainerSpec = { Image: 'example.org/app:1', Env, Labels };
  await docker.createService({ Name, Labels, TaskTemplate: { ContainerSpec, ...nowhere } });
}

/** A place that no node has: tasks are made and wait for ever. */
export const nowhere = { Placement: { Constraints: ['node.labels.bench == nowhere'] } };

function manyLabels(): Record<string, string> {
  const names = Array.from({ length: 6 }, (_, index) => `traefik.http.routers.bench.option${index}`);
  return Object.fromEntries(names.map((name) => [name, 'a value as recipes have it']));
}
