import type { LoggedEntry } from '../../model/contents.js';
import type { DriftEntry, Entry, IntentEntry, OutcomeEntry, StewardEntry } from '../../model/entry.js';
import { given } from '../../model/given.js';
import { resultWords } from '../../model/result-words.js';
import { shortEntry } from '../../model/short-id.js';
import { describeStep } from '../describe-entry.js';
import { keepChange } from './keep-change.js';
import { shortCommitment } from './short-commitment.js';
import {
  appOf,
  type AppOnNode,
  type AppOnPages,
  type Change,
  type OpenStep,
  type RegionPages,
} from './region-pages.js';
import { servicePath, stewardPath } from './page-paths.js';

type AcceptEntry = Extract<Entry, { type: 'steward.accept' }>;
type EntryAboutApps = IntentEntry | OutcomeEntry | DriftEntry | StewardEntry | AcceptEntry;

/** Takes in what happened to apps, and who answers for them; gives the paths of the pages that it changes. */
export function addAboutApps(pages: RegionPages, logged: LoggedEntry, entry: EntryAboutApps): readonly string[] {
  switch (entry.type) {
    case 'intent':
      return entry.steps.flatMap((_, step) => announce(pages, logged, { intent: entry, step }));
    case 'outcome':
      return conclude(pages, logged, entry);
    case 'drift':
      return keep(pages, logged, entry);
    case 'steward.assign':
      return assign(pages, logged, entry);
    case 'steward.accept':
      return accept(pages, logged, entry);
  }
}

function announce(
  pages: RegionPages,
  { id }: LoggedEntry,
  { intent, step: index }: { intent: IntentEntry; step: number },
): string[] {
  const step = intent.steps[index];
  if (!step) return [];
  const { app, paths } = openApp(pages, step);
  app.open.push({
    intent: id,
    step: index,
    node: step.node,
    what: describeStep(step),
    recipe: step.recipe.name,
    version: step.recipe.to,
    by: intent.actor,
    at: intent.time,
    deadline: intent.deadline,
    ...(intent.detail === null ? {} : { why: shortCommitment(intent.detail) }),
  });
  return paths;
}

/** What came of a step closes it; a second word on it is that of the run itself, which others had closed. */
function conclude(pages: RegionPages, logged: LoggedEntry, outcome: OutcomeEntry): string[] {
  const app = appOf(pages, outcome.app);
  const open = app?.open.find(
    ({ intent, step, node }) => intent === outcome.intent && step === outcome.step && node === outcome.node,
  );
  if (!app) return [];
  if (!open) return concludeAgain(pages, logged, { outcome, app });
  app.open = app.open.filter((each) => each !== open);
  keepSeen(nodeOf(app, open.node), outcome, open);
  keepChange(pages, logged, {
    apps: [outcome.app],
    what: `${open.what} on ${open.node}`,
    by: open.by,
    came: cameOf(outcome, open),
    ids: `${shortEntry(open.intent)}, ${shortEntry(logged.id)}`,
    ...given({ why: open.why }),
  });
  return [servicePath(outcome.app)];
}

/** Others said that nobody knows, or that it was not carried out; the run itself does know. */
function concludeAgain(
  pages: RegionPages,
  logged: LoggedEntry,
  { outcome, app }: { readonly outcome: OutcomeEntry; readonly app: AppOnPages },
): string[] {
  const before = app.changes.findLast((change) => isByOthers(change, outcome));
  if (!before) return [];
  const node = nodeOf(app, outcome.node);
  keepSeen(node, outcome, node.seen ?? {});
  const { result, good } = cameOf(outcome, { by: outcome.actor });
  keepChange(pages, logged, {
    apps: [outcome.app],
    what: before.what,
    came: { result: `${result}, as the run itself tells`, good },
    ids: `${shortEntry(outcome.intent)}, ${shortEntry(logged.id)}`,
  });
  return [servicePath(outcome.app)];
}

function isByOthers({ ids, what, came }: Change, { intent, node }: OutcomeEntry): boolean {
  const told = came?.result ?? '';
  const isOpen = told.startsWith(resultWords.unknown) || told.startsWith(resultWords.aborted);
  return isOpen && ids.startsWith(`${shortEntry(intent)}, `) && what.endsWith(` on ${node}`);
}

function cameOf(
  { result, seconds, actor }: OutcomeEntry,
  { by }: Pick<OpenStep, 'by'>,
): { result: string; good: boolean } {
  const told = actor === by ? '' : `, as ${actor} tells`;
  const took = result === 'done' ? ` in ${Math.round(seconds)} s` : '';
  return { result: `${resultWords[result]}${took}${told}`, good: result === 'done' };
}

function keepSeen(
  node: AppOnNode,
  { observed, time }: Pick<OutcomeEntry | DriftEntry, 'observed' | 'time'>,
  known: { readonly recipe?: string; readonly version?: string },
): void {
  if (!observed) return;
  const version = observed.version ?? known.version;
  node.seen = {
    ...given({ recipe: known.recipe, version }),
    services: observed.services.length,
    running: observed.services.reduce((sum, { running }) => sum + running, 0),
    wanted: observed.services.reduce((sum, { wanted }) => sum + wanted, 0),
    at: time,
  };
}

function keep(pages: RegionPages, logged: LoggedEntry, entry: DriftEntry): string[] {
  const { app, paths } = openApp(pages, entry);
  const node = nodeOf(app, entry.node);
  keepSeen(node, entry, node.seen ?? {});
  keepChange(pages, logged, {
    apps: [entry.app],
    what: `a change made outside tend on ${entry.node} was ${entry.decision} (${entry.services.map(({ name }) => name).join(', ')})`,
  });
  return paths;
}

function assign(pages: RegionPages, logged: LoggedEntry, entry: StewardEntry): string[] {
  const { app, paths } = openApp(pages, entry);
  const node = nodeOf(app, entry.node);
  const before = node.steward ? [node.steward.id, ...node.steward.deputies] : [];
  const after = [entry.steward, ...entry.deputies];
  node.steward = { id: entry.steward, deputies: entry.deputies, since: entry.time };
  for (const person of after) if (person !== null) addPerson(pages, person);
  const deputies = entry.deputies.length === 0 ? '' : `, deputies ${entry.deputies.join(', ')}`;
  const what = entry.steward === null ? 'is now vacant' : `is now ${entry.steward}`;
  keepChange(pages, logged, { apps: [entry.app], what: `steward on ${entry.node} ${what}${deputies}` });
  return [...paths, ...[...before, ...after].flatMap((person) => (person === null ? [] : [stewardPath(person)]))];
}

function accept(pages: RegionPages, logged: LoggedEntry, entry: AcceptEntry): string[] {
  const { app, paths } = openApp(pages, entry);
  const { steward } = nodeOf(app, entry.node);
  const isTheirs = steward?.id === entry.actor;
  if (isTheirs) steward.accepted = entry.time;
  keepChange(pages, logged, {
    apps: [entry.app],
    what: `${entry.actor} says yes to being its steward on ${entry.node}`,
  });
  const people = [entry.actor, ...(isTheirs ? steward.deputies : [])].filter((one) => pages.people.includes(one));
  return [...paths, ...people.map(stewardPath)];
}

/** Gives a person a page of their own. */
export function addPerson(pages: RegionPages, person: string): void {
  if (!pages.people.includes(person)) pages.people.push(person);
}

/** What is kept of an app, begun where it is new: then the list of all apps changes too. */
function openApp(
  pages: RegionPages,
  { app: name, node }: { readonly app: string; readonly node: string },
): { app: AppOnPages; paths: string[] } {
  const known = appOf(pages, name);
  const app = known ?? { nodes: {}, open: [], changes: [], older: 0 };
  pages.apps[name] = app;
  nodeOf(app, node);
  return { app, paths: [servicePath(name), ...(known ? [] : ['README.md'])] };
}

function nodeOf(app: AppOnPages, name: string): AppOnNode {
  const node = Object.hasOwn(app.nodes, name) ? app.nodes[name] : undefined;
  return node ?? (app.nodes[name] = {});
}
