import { committedWords } from './committed-words.js';

/** That a server's host key stands in the manifest now. */
export function showPinned(node: string, isCommitted: boolean): string {
  return `${node} is pinned in region.yml, ${committedWords(isCommitted)} · tend doctor --node ${node}`;
}
