import type { LogState } from '../../../src/changelog/fold/log-state.js';
import { newLogState } from '../../../src/changelog/fold/log-state.js';
import { judgeLines } from '../../../src/changelog/log/judge-lines.js';
import { parseLine } from '../../../src/changelog/log/signed-line.js';
import { recordContents } from '../../../src/record/record-contents.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { treeOfLeaves } from '../../../src/tlog/tree/tree.js';
import { makeOneTimeKey } from '../../../src/tools/record-keys.js';
import { origin } from '../../changelog/entries.js';
import { idOf, makeGoodLog, nameOf, withEntry, type Draft, type Key } from '../forgeries/good-log.js';

/** Entries one behind the other, each by a writer who has seen all before it; who judges them finds what is wrong. */
export interface Chain {
  readonly lines: readonly string[];
  /** Puts one more behind the others; gives its id. */
  add(entry: Draft, key: Key): Promise<string>;
  /** What everybody finds wrong with it, as `code` of each entry that is; and what all amounts to. */
  judge(): { readonly found: readonly string[]; readonly state: LogState };
}

/** A chain that begins with lines that are good. */
export function makeChain(begin: readonly string[] = []): Chain {
  let lines = [...begin];
  return {
    get lines() {
      return lines;
    },
    async add(entry, key) {
      lines = await withEntry(lines, entry, key);
      return idOf(lines.at(-1) ?? '');
    },
    judge() {
      const tree = treeOfLeaves(Buffer.concat(lines.map((line) => leafHash(line))));
      const state = newLogState(recordContents.newPages(origin));
      const reading = { origin, contents: recordContents };
      const judged = judgeLines({ reading, state, tree, ids: new Set() }, lines.map(parseLine));
      return { found: judged.problems.map(({ code }) => code), state: judged.state };
    },
  };
}

/** The good log of two root keys (ada, bo) that decide together; ci writes about wiki alone. */
export async function goodChain() {
  const good = await makeGoodLog();
  return { good, chain: makeChain(good.lines) };
}

/** A log that one person, ada, has opened: one root key decides. */
export async function youngChain(): Promise<{ chain: Chain; ada: Key }> {
  const ada = makeOneTimeKey();
  const chain = makeChain();
  const opening = { type: 'log.open', actor: 'op-ada', key: ada.publicKey, noteKey: null, policy: null, draft: null };
  await chain.add(opening, ada);
  return { chain, ada };
}

/** A key entry of any key. */
export function lets(holder: string, key: Key, changes: Draft = {}): Draft {
  const open = { does: ['record'], apps: null, expires: null, replaces: null, noteKey: null };
  return { type: 'key.add', actor: 'op-ada', holder, key: key.publicKey, ...open, ...changes };
}

/** A policy entry that asks no witness. */
export function rules(roots: readonly Key[], threshold: number, changes: Draft = {}): Draft {
  return { type: 'policy', actor: 'op-ada', policy: 'quorum none\n', roots: roots.map(nameOf), threshold, ...changes };
}
