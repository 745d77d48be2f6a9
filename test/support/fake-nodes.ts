import { KnownError } from '../../src/model/known-error.js';
import type { Docker } from '../../src/tools/docker.js';
import type { NodeConnection, Nodes } from '../../src/tools/nodes.js';

/** Nodes by name: a Docker API, or the error that connecting to it gives. */
export function makeFakeNodes(
  nodes: Readonly<Record<string, Docker | KnownError>>,
): Nodes & { closed: boolean; open(): number } {
  const open = new Map<string, NodeConnection>();
  return {
    closed: false,
    /** How many connections there are now. */
    open: () => open.size,
    async connect({ name }) {
      const found = nodes[name];
      if (!found)
        throw new KnownError('NODE_UNREACHABLE', `${name}: no answer on port 22 after 10 s`, {
          tryThis: [`ssh ${name} true`],
        });
      if (found instanceof KnownError) throw found;
      const connection = open.get(name) ?? { docker: found, close: async () => void open.delete(name) };
      open.set(name, connection);
      return connection;
    },
    async closeAll() {
      open.clear();
      this.closed = true;
    },
  };
}
