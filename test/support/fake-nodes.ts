import { KnownError } from '../../src/model/known-error.js';
import type { Docker } from '../../src/tools/docker.js';
import type { Nodes } from '../../src/tools/nodes.js';

/** Nodes by name: a Docker API, or the error that connecting to it gives. */
export function makeFakeNodes(nodes: Readonly<Record<string, Docker | KnownError>>): Nodes & { closed: boolean } {
  return {
    closed: false,
    async connect(node) {
      const found = nodes[node.name];
      if (!found) throw new KnownError('NODE_UNREACHABLE', `${node.name}: no answer on port 22 after 10 s`);
      if (found instanceof KnownError) throw found;
      return { docker: found, close: async () => {} };
    },
    async closeAll() {
      this.closed = true;
    },
  };
}
