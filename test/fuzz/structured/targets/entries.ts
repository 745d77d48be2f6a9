import type { Entry } from '../../../../src/model/entry.js';
import { judgeLines } from '../../../../src/changelog/log/judge-lines.js';
import { newLogState } from '../../../../src/changelog/fold/log-state.js';
import { checkLines } from '../../../../src/changelog/log/check-lines.js';
import { idOfCanonical } from '../../../../src/changelog/log/entry-id.js';
import { readDraft, takeUpDraft } from '../../../../src/changelog/log/read-draft.js';
import { parseLine, signedLine } from '../../../../src/changelog/log/signed-line.js';
import { projectRecord } from '../../../../src/record/project-record.js';
import { recordContents } from '../../../../src/record/record-contents.js';
import { encodeBase64 } from '../../../../src/tlog/base64.js';
import { canonicalJson } from '../../../../src/tlog/canonical-json.js';
import { fingerprint } from '../../../../src/tlog/sshsig/public-key.js';
import { leafHash } from '../../../../src/tlog/tree/hash.js';
import { rootAt, treeOfLeaves } from '../../../../src/tlog/tree/tree.js';
import type { Git } from '../../../../src/tools/git.js';
import {
  entryOf,
  idOf,
  intentOf,
  keepOf,
  keyOf,
  openOf,
  origin,
  outcomeOf,
  stewardOf,
} from '../../../record/entries.js';
import { pageTexts } from '../../../record/pages/pages-of.js';
import { onlyWith } from '../../../support/only-with.js';
import { makeEd25519Key } from '../../../tlog/sshsig/make-key.js';
import { makeValueMutator } from '../mutate-value.js';
import type { Reading, StructuredTarget } from '../structured-target.js';

const [person, second, third, run] = [makeEd25519Key(), makeEd25519Key(), makeEd25519Key(), makeEd25519Key()];
const intent = intentOf('wiki', { outcomeKey: run.key.text, detail: 'D'.repeat(43) });
const opens = intentOf('pad', { outcomeKey: makeEd25519Key().key.text, time: '2026-11-22T13:58:02Z' });
const roots = [person, second].map(({ key }) => fingerprint(key));
const policy = entryOf('policy', { policy: 'quorum none\n', roots, threshold: 2 });
const next = entryOf('policy', { policy: 'quorum none\n', roots: roots.slice(0, 1), threshold: 1 });
const breakglass = entryOf('breakglass', { intent: idOf(opens), detail: 'E'.repeat(43) });
const erase = entryOf('erase', { of: idOf(intent), commitments: ['D'.repeat(43)], detail: 'F'.repeat(43) });
const other = { actor: 'op-9c' } as const;
const example: Entry[] = [
  openOf({ key: person.key.text }),
  keyOf({ key: second.key.text, does: ['record', 'keys'] }),
  stewardOf('wiki', 'op-7f3k', ['op-9c']),
  entryOf('steward.accept', { app: 'wiki', node: 'brunswick' }),
  intent,
  outcomeOf(intent),
  keepOf('wiki'),
  opens,
  breakglass,
  entryOf('confirm', { of: idOf(breakglass), ...other }),
  policy,
  next,
  erase,
  entryOf('approve', { of: idOf(erase), ...other }),
  entryOf('fork', { heads: [{ size: 1, root: `${'B'.repeat(43)}=` }] }),
  keyOf({ key: third.key.text, holder: 'op-cy' }),
  entryOf('key.revoke', { key: fingerprint(third.key), reason: 'lost' }),
];
const mutated = makeValueMutator([example]);

/** Entries that are signed as they are after they were changed, with ids and heads that fit; and the same as a draft. */
export const entriesTarget: StructuredTarget = {
  name: 'entries',
  says: 'entries of a changelog, signed: judged, told, made into pages; and as a draft',
  beyondEarly: 95,
  make: (dice) => JSON.stringify(mutated(dice)) ?? '[]',
  read,
};

async function read(text: string): Promise<Reading> {
  const found: unknown = JSON.parse(text);
  const entries = (Array.isArray(found) ? found : [found]) as Entry[];
  await readAsDraft(entries);
  const lines = signAll(entries);
  const tree = treeOf(lines);
  const parsed = lines.map(parseLine);
  const faults = checkLines(Buffer.from(lines.map((line) => `${line}\n`).join(''))).faults;
  if (parsed.some((line, at) => 'fault' in line !== faults.has(at))) throw new Error('two readings of one line');
  const reading = { origin, contents: recordContents };
  const state = newLogState(recordContents.newPages(origin));
  const judged = judgeLines({ reading, state, tree, ids: new Set() }, parsed);
  pageTexts(judged.state.pages);
  const good = parsed.flatMap((line) => ('fault' in line ? [] : [line]));
  for (const { entry } of good) recordContents.describe(entry, intent);
  projectRecord(good);
  if (good.length === 0) return 'early';
  return judged.problems.length === 0 ? 'read' : 'refused';
}

/** Each line after the ones before it: what it says of ids and heads is put right where it was not changed. */
function signAll(entries: readonly Entry[]): string[] {
  const ids = new Map<string, string>();
  const lines: string[] = [];
  for (const entry of entries) {
    const before = canonicalOr(entry);
    if (before === undefined) continue;
    const text = [...ids].reduce((at, [old, now]) => at.replaceAll(old, now), withHead(before, lines));
    ids.set(idOfCanonical(before), idOfCanonical(text));
    const { key, sign } = signerOf(entry);
    lines.push(signedLine(text, { k: fingerprint(key), sig: sign('tend-changelog-entry-v1', Buffer.from(text)) }));
  }
  return lines;
}

function signerOf(entry: Entry | null) {
  if (entry?.type === 'outcome') return run;
  return entry?.actor === other.actor ? second : person;
}

function withHead(text: string, lines: readonly string[]): string {
  const root = () => encodeBase64(rootAt(treeOf(lines), lines.length));
  return text.replace(
    `"seen":{"root":"${'A'.repeat(43)}=","size":1}`,
    () => `"seen":{"root":"${root()}","size":${lines.length}}`,
  );
}

function treeOf(lines: readonly string[]) {
  return treeOfLeaves(Buffer.concat(lines.map(leafHash)));
}

function canonicalOr(entry: unknown): string | undefined {
  try {
    return canonicalJson(entry);
  } catch {
    return undefined;
  }
}

/** Nobody signed a draft: whatever stands in it comes as it is. */
async function readAsDraft(entries: readonly Entry[]): Promise<void> {
  const lines = entries.map((entry) => `{"e":${canonicalOr(entry) ?? 'null'},"s":null}\n`).join('');
  const bytes = Buffer.from(`x blob ${Buffer.byteLength(lines)}\n${lines}\n`);
  const git = onlyWith<Git>('git', {
    runBytes: async () => ({ exitCode: 0, bytes, stdout: '', stderr: '', timedOut: false, missing: false }),
  });
  const file = { path: 'draft/entries/000.ndjson', mode: '100644', type: 'blob', object: 'x', size: 1 };
  const draft = await readDraft({ folder: '/x', git, at: 'refs/tend/at/1' }, [file]);
  const state = newLogState(recordContents.newPages(origin));
  if (draft) takeUpDraft({ contents: recordContents }, { state } as Parameters<typeof takeUpDraft>[1], draft);
  pageTexts(state.pages);
  for (const { entry } of draft?.entries ?? []) recordContents.describe(entry, intent);
  projectRecord(draft?.entries ?? []);
}
