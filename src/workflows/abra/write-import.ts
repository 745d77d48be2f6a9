import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { makeCommentedApp } from '../../manifest/app-comments.js';
import { addNode } from '../../manifest/add-node.js';
import { findInYaml, setInYaml } from '../../manifest/edit-yaml.js';
import { makeFirstManifest } from '../../manifest/make-first-manifest.js';
import { readRegion } from '../../manifest/read-region.js';
import { setNodeHostKey } from '../../manifest/set-node-host-key.js';
import type { ImportEnd } from '../../model/import-end.js';
import { isMapping } from '../../model/is-mapping.js';
import type { Node } from '../../model/region.js';
import type { Tools } from '../../tools/tools.js';
import { filesWithAll } from '../../tools/files-with.js';
import { refuseUncommitted } from '../region/commit-edit.js';
import { finishEdits, noteEdit } from '../region/pending-edits.js';
import { makePseudonym } from '../region/make-pseudonym.js';
import { readManifestState } from '../region/read-manifest-state.js';
import { keepFirstSteward } from '../region/said-actor.js';
import { ownName } from '../region/start-region.js';
import type { FoldedApp, HiddenVariable } from './folded-app.js';
import type { FoldedApps } from './fold-apps.js';
import { givenToApp } from './given-to-app.js';
import { mergeApp } from './merge-app.js';
import type { ImportTarget } from './open-target.js';
import { hideAway } from './hide-away.js';

export interface ImportToWrite {
  readonly folder: string;
  readonly target: ImportTarget;
  readonly nodes: readonly Node[];
  readonly folded: Pick<FoldedApps, 'apps'>;
  /** Of the commit. */
  readonly subject: string;
}

type Written = Pick<ImportEnd, 'written' | 'committed' | 'hidden' | 'kept'>;

/** Writes region.yml, apps/*.yml and the files of hidden values, and commits what git may see; all is checked before. */
export async function writeImport(tools: Tools, wish: ImportToWrite): Promise<Written> {
  const { folder, folded } = wish;
  await finishEdits(tools, folder);
  const before = (await tools.files.readText(join(folder, 'region.yml'))) ?? firstManifest(tools, wish.target);
  const { texts, kept } = addApps(wish, new Map([['region.yml', addNodes(before, wish)]]));
  const changed = await onlyChanged(tools, folder, texts);
  const whole = new Map([...changed].map(([file, { after }]) => [join(folder, file), after]));
  const region = await readRegion(filesWithAll(tools.files, whole), folder);
  const edits = [...changed].map(([file, edit]) => ({ file, ...edit }));
  await refuseUncommitted(tools, { folder, manifest: await readManifestState(tools, folder) }, edits);
  await initIfNeeded(tools, folder);
  const hiding = await hideAway(
    tools,
    folder,
    folded.apps.map((app) => onlyNamed(app, wish.target, texts)),
  );
  // Before region.yml is there: a run that is killed behind it finds no new region any more.
  if (wish.target.isNew) await keepFirstSteward(tools, region);
  const afterwards = Object.fromEntries([...changed].map(([file, { after }]) => [file, after]));
  const note = await noteEdit(tools, folder, { subject: wish.subject, files: afterwards });
  for (const [file, { after }] of changed) await tools.files.write(join(folder, file), after);
  const written = [...changed.keys(), ...hiding.written].sort();
  const committed = await commit(tools, wish, written);
  await note.forget();
  return { written, hidden: hiding.hidden, kept: [...kept, ...hiding.kept], committed };
}

function firstManifest({ environment, random }: Tools, { name, domain, ownCatalogue }: ImportTarget): string {
  const steward = { name: ownName(environment.userName), id: makePseudonym(random) };
  const text = makeFirstManifest({ name, domain, steward }).replace('\nnodes: {}', '\nnodes:');
  return ownCatalogue === undefined ? text : setInYaml(text, ['catalogue'], ownCatalogue);
}

function addNodes(text: string, { target, nodes }: ImportToWrite): string {
  return nodes.reduce((edited, { name, at: _at, ...node }) => {
    const known = target.nodes.find((one) => one.name === name);
    if (!known) return addNode(edited, name, node);
    if (known.hostKey !== undefined || node.hostKey === undefined) return edited;
    return setNodeHostKey(edited, name, node.hostKey);
  }, text);
}

/** Hidden values of which the manifest, as it will be, says that they come from there. */
function onlyNamed(app: FoldedApp, { typed }: ImportTarget, texts: ReadonlyMap<string, string>): FoldedApp {
  const there = typed.find(({ key }) => key === app.key);
  if (!there) return app;
  const text = texts.get(there.source.file) ?? there.source.text;
  const env = findInYaml(text, [...there.path.map(String), 'env']);
  const isNamed = ({ key, file }: HiddenVariable) =>
    isDeepStrictEqual(isMapping(env) ? env[key] : undefined, { from: `file:${file}` });
  return { ...app, hidden: app.hidden.filter(isNamed) };
}

function addApps({ target, folded }: ImportToWrite, start: ReadonlyMap<string, string>) {
  const texts = new Map(start);
  const kept: { app: string; keys: readonly string[] }[] = [];
  for (const { key, app, comments } of folded.apps) {
    const there = target.typed.find((one) => one.key === key);
    if (!there) texts.set(`apps/${key}.yml`, makeCommentedApp(app, comments));
    else {
      const text = texts.get(there.source.file) ?? there.source.text;
      const where = there.path.map(String);
      const instance = target.apps.find((one) => one.key === key && one.node === app.node);
      const merged = mergeApp({ app: there.app, text, where, given: givenToApp(instance) }, app);
      // An entry for several nodes is nobody's in particular.
      if (there.app.node === app.node) texts.set(there.source.file, merged.text);
      if (merged.kept.length > 0) kept.push({ app: key, keys: merged.kept });
    }
  }
  return { texts, kept };
}

async function onlyChanged({ files }: Tools, folder: string, texts: ReadonlyMap<string, string>) {
  const changed = new Map<string, { readonly before: string; readonly after: string }>();
  for (const [file, after] of texts) {
    const before = await files.readText(join(folder, file));
    if (before !== after) changed.set(file, { before: before ?? '', after });
  }
  return changed;
}

async function initIfNeeded({ git, files }: Tools, folder: string): Promise<void> {
  await files.createFolder(folder);
  const inside = await git.run(['rev-parse', '--is-inside-work-tree'], { cwd: folder });
  if (inside.exitCode !== 0) await git.run(['init', '-q', '-b', 'main'], { cwd: folder });
}

async function commit(
  { git }: Tools,
  { folder, subject }: ImportToWrite,
  written: readonly string[],
): Promise<boolean> {
  if (written.length === 0) return true;
  await git.run(['add', '--', ...written], { cwd: folder });
  return (await git.run(['commit', '-q', '-m', subject, '--', ...written], { cwd: folder })).exitCode === 0;
}
