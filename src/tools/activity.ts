/** What a run waits for just now. */
interface Waiting {
  /** Nodes that owe an answer, in the order in which they were first asked. */
  readonly nodes: readonly string[];
  /** Nodes that were asked and owe none, and how many there are to be asked in all. */
  readonly nodesDone: number;
  readonly nodesInAll: number;
  /** Everything else, in words: `the record`, `the recipe dokuwiki`. */
  readonly others: readonly string[];
}

/** Notes what is waited for, so that a person can see it meanwhile. */
export interface Activity {
  /** Something begins; the function that is given ends it. */
  begin(what: string): () => void;
  /** A node of so many owes an answer from now on, until the function is called. */
  beginNode(node: string): () => void;
  /** So many nodes are looked at together. */
  expectNodes(count: number): void;
  waiting(): Waiting;
}

/** Notes without a screen. */
export function makeActivity(): Activity {
  const others = new Map<string, number>();
  const nodes = new Map<string, number>();
  let most = 0;
  return {
    begin: (what) => counted(others, what),
    beginNode: (node) => counted(nodes, node),
    expectNodes: (count) => void (most = Math.max(most, count)),
    waiting() {
      const owing = [...nodes].filter(([, open]) => open > 0).map(([node]) => node);
      return {
        nodes: owing,
        nodesDone: nodes.size - owing.length,
        nodesInAll: Math.max(most, nodes.size),
        others: [...others].filter(([, open]) => open > 0).map(([what]) => what),
      };
    },
  };
}

function counted(open: Map<string, number>, name: string): () => void {
  open.set(name, (open.get(name) ?? 0) + 1);
  return () => void open.set(name, (open.get(name) ?? 1) - 1);
}
