import type { Node } from '../model/region.js';
import { mistakeIn, type Instance } from './instance.js';
import type { Mistake } from './mistake.js';

const usual = '/var/run/docker.sock';

/** abra has no word for another Docker socket than a server's usual one: it would act on another engine than the plan looked at. */
export function checkAbraSockets(instances: readonly Instance[], nodes: readonly Node[]): Mistake[] {
  const sockets = new Map(nodes.map(({ name, socket = usual }) => [name, socket]));
  return instances.flatMap(({ app, from }) => {
    const socket = sockets.get(app.node) ?? usual;
    if (app.engine !== 'abra' || socket === usual) return [];
    const says = `abra cannot be told of the socket ${socket} of ${app.node}. Give ${from.key} engine: swarm.`;
    return [mistakeIn(from, ['engine'], says)];
  });
}
