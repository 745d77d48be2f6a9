import { withoutCredentials } from '../model/without-credentials.js';
import type { Activity } from './activity.js';
import type { ReadingDocker } from './docker.js';
import type { Git } from './git.js';
import type { NodeConnection, Nodes } from './nodes.js';
import type { Tools } from './tools.js';

/** The same tools, which note what they wait for at others: nodes, git remotes, images' registries, the web. */
export function watchedTools(tools: Tools, activity: Activity): Tools {
  return {
    ...tools,
    nodes: watchedNodes(tools.nodes, activity),
    git: watchedGit(tools, activity),
    web: { getText: (url, ms) => during(activity.begin(`reading ${plainUrl(url)}`), tools.web.getText(url, ms)) },
    http: { post: (url, ...rest) => during(activity.begin(`asking ${plainUrl(url)}`), tools.http.post(url, ...rest)) },
  };
}

function watchedNodes(nodes: Nodes, activity: Activity): Nodes {
  const known = new WeakMap<NodeConnection, NodeConnection>();
  return {
    async connect(node, options = {}) {
      activity.expectNodes(options.among ?? 1);
      const connection = await during(activity.beginNode(node.name), nodes.connect(node, options));
      const watched = known.get(connection) ?? {
        docker: watchedDocker(connection.docker, (method, first) =>
          beginRequest(activity, node.name, { method, first }),
        ),
        close: () => connection.close(),
      };
      known.set(connection, watched);
      return watched;
    },
    closeAll: () => nodes.closeAll(),
  };
}

/** An image is asked for at its registry, by way of the node. */
function beginRequest(activity: Activity, node: string, { method, first }: { method: string; first: unknown }) {
  if (method === 'resolveImage' && typeof first === 'string') return activity.begin(`looking up the image ${first}`);
  return activity.beginNode(node);
}

/** Every method that gives a promise is waited for; streams go on for as long as somebody listens. */
function watchedDocker<D extends ReadingDocker>(docker: D, begin: (method: string, first: unknown) => () => void): D {
  return new Proxy(docker, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => {
        const given: unknown = Reflect.apply(value, target, args);
        return given instanceof Promise ? during(begin(String(key), args[0]), given) : given;
      };
    },
  });
}

/** Of git only what asks another repository: with `--` and its address behind the command. */
function watchedGit({ git, environment }: Tools, activity: Activity): Git {
  const begin = (words: readonly string[]) => {
    const says = remoteWork(words, environment.stateFolder);
    return says === undefined ? () => undefined : activity.begin(says);
  };
  return {
    run: (words, options) => during(begin(words), git.run(words, options)),
    runBytes: (words, options) => during(begin(words), git.runBytes(words, options)),
    streamBytes: (words, options) => git.streamBytes(words, options),
  };
}

/** `reading the record at https://…`, `reading https://…`; undefined where git works on this machine alone. */
function remoteWork(words: readonly string[], stateFolder: string): string | undefined {
  const verb = words.find((word) => ['fetch', 'ls-remote', 'clone', 'push'].includes(word));
  const remote = words.includes('--') ? words[words.indexOf('--') + 1] : undefined;
  if (verb === undefined || remote === undefined) return undefined;
  const isRecord = words.some((word) => word.startsWith(stateFolder));
  if (verb === 'push') return `publishing to ${plainUrl(remote)}`;
  return `reading ${isRecord ? 'the record at ' : ''}${plainUrl(remote)}`;
}

function plainUrl(url: string): string {
  return withoutCredentials(url).replace(/[?#].*$/, '');
}

async function during<T>(end: () => void, promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } finally {
    end();
  }
}
