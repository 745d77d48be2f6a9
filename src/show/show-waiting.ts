interface Waiting {
  readonly nodes: readonly string[];
  readonly nodesDone: number;
  readonly nodesInAll: number;
  readonly others: readonly string[];
}

/** So many names are said first; of more the numbers are, since the end is cut where the line is too long. */
const fewNodes = 3;

/** What a run waits for, on one line that is redrawn; undefined where it waits for nothing. `seconds`: for how long by now. */
export function showWaiting(waiting: Waiting, seconds: number): string | undefined {
  const parts = [...nodeParts(waiting), ...waiting.others, ...manyNodes(waiting)];
  if (parts.length === 0) return undefined;
  return `… ${seconds < 2 ? '' : `${Math.floor(seconds)} s · `}${parts.join(' · ')}`;
}

function nodeParts({ nodes, nodesDone, nodesInAll }: Waiting): string[] {
  if (nodes.length === 0) return [];
  if (nodes.length > fewNodes) return [`reading ${nodesInAll} nodes, ${nodesDone} done`];
  return [`reading ${nodes.join(', ')}${nodesInAll > 1 ? ` (${nodesDone} of ${nodesInAll} nodes done)` : ''}`];
}

function manyNodes({ nodes }: Waiting): string[] {
  return nodes.length > fewNodes ? [`waiting for ${nodes.join(', ')}`] : [];
}
