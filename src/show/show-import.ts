import type { HiddenAway, ImportEnd, ImportNotice } from '../model/import-end.js';
import type { UnseenNode } from '../model/observation.js';
import type { Step } from '../model/step.js';
import { columns, count } from './align.js';
import type { Paint } from './paint.js';
import { unplannedLines } from './show-plan.js';
import { showStep } from './show-step.js';
import { committedWords } from './committed-words.js';

/** What an import found and wrote, what is worth a look, and the one line at the end that says how the region stands. */
export function showImport(end: ImportEnd, paint: Paint): string {
  const { plan, notices } = end;
  const parts = [
    [writtenLine(end)],
    hiddenLines(end.hidden),
    plan.steps.flatMap((step) => differingLines(step, paint)),
    plan.unreachable.map((unseen) => `${paint.bad('!')} ${unseenWords(unseen, notices)}`),
    unplannedLines(plan, paint),
    end.leftOut.map(({ says }) => `${paint.bad('!')} left out: ${says}`),
    end.kept.map(({ app, keys }) => `${app}: the manifest says otherwise than .env, and stays: ${keys.join(', ')}`),
    plan.strangers.map(({ node, stack, services }) => strangerLine(node, stack, services)),
    [
      ...notices.filter((notice) => !plan.unreachable.some((unseen) => isAbout(notice, unseen))).map(noticeLine),
      ...plan.notices.flatMap(({ node, text }) => (node === undefined ? [] : [`${node}: ${text}`])),
    ],
    [lastLine(end)],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function writtenLine({ written, committed, folder, newRegion, notDeployed }: ImportEnd): string {
  const idle = notDeployed.length === 0 ? '' : `\nNot deployed, so state: absent: ${notDeployed.join(', ')}`;
  if (written.length === 0) return `Nothing new: the manifest in ${folder} says it all already${idle}`;
  const what = newRegion ? `A new region in ${folder}` : `Added to the region in ${folder}`;
  return `${what}: ${count(written.length, 'file')}, ${committedWords(committed)}${idle}`;
}

/** A notice of the same server tells what to do. */
function unseenWords(unseen: UnseenNode, notices: readonly ImportNotice[]): string {
  const next = notices.filter((notice) => isAbout(notice, unseen)).map(({ tryThis }) => ` · ${tryThis}`);
  return `${unseen.message}: its apps are written, nobody could compare them${next.join('')}`;
}

type Unpinned = Extract<ImportNotice, { readonly kind: 'unpinned' }>;

function isAbout(notice: ImportNotice, { node }: UnseenNode): notice is Unpinned {
  return notice.kind === 'unpinned' && notice.node === node;
}

function noticeLine(notice: ImportNotice): string {
  return notice.kind === 'unpinned' ? `${notice.text} · ${notice.tryThis}` : notice.text;
}

/** Which values were put where, and why; never the values. */
export function hiddenLines(hidden: readonly HiddenAway[]): string[] {
  if (hidden.length === 0) return [];
  const rows = hidden.map(({ app, key, file, because }) => [`  ${app}`, key, file, because]);
  const one = 'a value looks like a secret and stands in a file that git ignores:';
  const many = `${hidden.length} values look like secrets and stand in files that git ignores:`;
  return [hidden.length === 1 ? one : many, ...columns(rows)];
}

/** What differs, and whose word is whose. */
function differingLines(step: Step, paint: Paint): string[] {
  const abra = step.kind === 'deploy' ? 'abra would deploy it too' : 'abra would take what .env says';
  const lines = [
    ...showStep(step, paint),
    `      ${abra}: tend apply --app ${step.app}${step.held.length > 0 ? ' --overwrite' : ''}`,
  ];
  return step.kind === 'change' ? [...lines, `      to take what runs: tend keep ${step.app}`] : lines;
}

function strangerLine(node: string, stack: string, services: number): string {
  return `${node}: stack ${stack} (${count(services, 'service')}) runs without an .env · tend adopt ${node} ${stack}`;
}

function lastLine({ apps, servers, plan }: ImportEnd): string {
  const unseen = plan.unreachable.length > 0 ? ` (${count(plan.unreachable.length, 'server')} not seen)` : '';
  const where = `${count(apps.length, 'app')} on ${count(servers, 'server')}${unseen}`;
  const isSeen = apps.length === 0 || plan.nodes.length > 0;
  const unplanned = plan.unplanned.length > 0 ? `, ${count(plan.unplanned.length, 'app')} not compared` : '';
  const same = isSeen ? 'no changes' : 'nothing could be compared';
  const differing = `${count(plan.steps.length, 'app differs', 'apps differ')}, see above`;
  const says = plan.steps.length === 0 ? same : differing;
  return `${where}: ${says}${unplanned}. Nothing was published, nothing was written on a server. Leave again: tend export abra FOLDER`;
}
