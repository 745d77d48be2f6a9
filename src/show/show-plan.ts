import type { Place } from '../model/known-error.js';
import type { AppNotUp, Plan, PlannedNode } from '../model/plan.js';
import { shortCommit } from '../model/short-id.js';
import { countedAs, effectOf, stepKinds } from '../model/step-kinds.js';
import type { Step } from '../model/step.js';
import { count } from './align.js';
import type { Paint } from './paint.js';
import { showHeld } from './show-held.js';
import { showStep, type ShowOptions } from './show-step.js';

interface PlanShowOptions extends ShowOptions {
  /** It is applied next, so that no command for that has to be named. */
  readonly apply?: boolean;
  readonly command?: string;
}

/** The plan as a screen: what would happen on each node, what is held and how to release it, the counts, the next command. */
export function showPlan(plan: Plan, paint: Paint, options: PlanShowOptions = {}): string {
  const going = plan.steps.filter((step) => step.held.length === 0);
  const parts = [
    [headline(plan, paint)],
    nodeLines({ plan, going, options }, paint),
    unplannedLines(plan, paint),
    removalLines(going, paint),
    showHeld(plan.steps, paint, options),
    [...strangerLines(plan), ...noticeLines(plan)],
    [summary(plan, going, paint)],
    options.apply || going.length === 0 ? [] : [`Apply it: ${options.command ?? 'tend apply'}`],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** A plan that was saved and reviewed before: one line, since it was shown when it was made. */
export function showSavedPlan(plan: Plan): string {
  const going = plan.steps.filter((step) => step.held.length === 0);
  const commit = plan.manifest.commit === undefined ? 'no commit' : shortCommit(plan.manifest.commit);
  return `${plan.region} · ${count(going.length, 'change')} as planned at ${plan.madeAt.slice(11, 16)} UTC · manifest ${commit}`;
}

function headline(plan: Plan, paint: Paint): string {
  const manifest = plan.manifest.commit
    ? `manifest ${shortCommit(plan.manifest.commit)}${plan.manifest.dirty ? ' with uncommitted edits' : ''}`
    : 'manifest not in git';
  return `${paint.bold(plan.region)} · ${manifest} · ${count(plan.nodes.length, 'node')} read in ${plan.readSeconds} s`;
}

interface Going {
  readonly plan: Plan;
  readonly going: readonly Step[];
  readonly options: ShowOptions;
}

function nodeLines({ plan, going, options }: Going, paint: Paint): string[] {
  const seen = plan.nodes.flatMap((node) => oneNode(node, { going, options }, paint));
  const unseen = plan.unreachable.flatMap((node) => [
    paint.bold(node.node),
    `  ${paint.bad('!')} ${node.message.replace(`${node.node}: `, '')}: nothing is planned here`,
    ...node.details.map((line) => `    ${line}`),
    ...node.tryThis.map((line) => `    try: ${line}`),
  ]);
  return [...seen, ...unseen];
}

/** What is wrong with an app stands where its changes would. */
export function unplannedLines({ unplanned }: Plan, paint: Paint): string[] {
  const lines = unplanned.flatMap(({ app, node, recipe, version, at, message, details, tryThis }) => [
    `  ${paint.bad('!')} ${app} on ${node}   ${recipe} ${version}${at ? `   ${placeWords(at)}` : ''}`,
    ...[message, ...details].map((line) => `      ${line}`),
    ...tryThis.map((line) => `      try: ${line}`),
  ]);
  return lines.length === 0 ? [] : [paint.bold('Not planned: what is wanted here cannot be read'), ...lines];
}

function placeWords({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

function oneNode(node: PlannedNode, { going, options }: Omit<Going, 'plan'>, paint: Paint): string[] {
  const steps = going.filter((step) => step.node === node.name && effectOf(step) !== 'goes');
  const notUp = (node.notUp ?? []).flatMap((one) => notUpLines(one, paint));
  if (steps.length + notUp.length === 0 && node.asWanted.length === 0) return [];
  const title = node.provider === undefined ? paint.bold(node.name) : `${paint.bold(node.name)} (${node.provider})`;
  const same =
    node.asWanted.length === 0
      ? []
      : [
          paint.dim(
            `  = ${node.asWanted.length === 1 ? `${node.asWanted[0] ?? ''} as wanted` : `${node.asWanted.length} apps as wanted`}`,
          ),
        ];
  return [title, ...steps.flatMap((step) => showStep(step, paint, options)), ...notUp, ...same];
}

/** There is nothing to change, and still something to do. */
function notUpLines({ app, says }: AppNotUp, paint: Paint): string[] {
  return [
    `  ${paint.bad('!')} ${app} does not run as it should: ${says}`,
    `    try: tend app ps ${app}`,
    `    try: tend app logs ${app}`,
  ];
}

function removalLines(going: readonly Step[], paint: Paint): string[] {
  const removals = going.filter((step) => effectOf(step) === 'goes');
  return removals.length === 0
    ? []
    : [paint.bold('Removed (volumes and secrets stay)'), ...removals.flatMap((step) => showStep(step, paint))];
}

function strangerLines(plan: Plan): string[] {
  return plan.strangers.map(
    ({ node, stack, services, app }) =>
      `Not in any manifest: ${node}: stack ${stack} (${count(services, 'service')}) · ${whatToDo(node, stack, app)}`,
  );
}

/** An app that was deleted from the manifest goes on running: only a manifest that wants it absent takes it away. */
function whatToDo(node: string, stack: string, app: string | undefined): string {
  if (app === undefined) return `tend adopt ${node} ${stack}`;
  return `it was the app ${app}; to take it away write it again with state: absent, then: tend apply --app ${app} --remove ${app}`;
}

function noticeLines(plan: Plan): string[] {
  return plan.notices.map(
    ({ node, app, text }) =>
      `Note: ${[app, node].filter((word) => word !== undefined).join(' on ')}${(app ?? node) ? ': ' : ''}${text}`,
  );
}

function summary(plan: Plan, going: readonly Step[], paint: Paint): string {
  const held = plan.steps.length - going.length;
  const rest = [
    ...(held > 0 ? [paint.change(`${held} held`)] : []),
    ...unplannedWords(plan).map((words) => paint.bad(words)),
    ...unseenWords(plan).map((words) => paint.bad(words)),
  ];
  if (going.length === 0)
    return [held === 0 ? noChanges(plan, paint) : 'Nothing to do without your word', ...rest].join(' · ');
  const words = countedAs.map((as) => `${going.filter(({ kind }) => stepKinds[kind].counted === as).length} ${as}`);
  return [paint.bold(words.join(', ')), ...rest].join(' · ');
}

function unplannedWords({ unplanned }: Plan): string[] {
  return unplanned.length === 0 ? [] : [`${count(unplanned.length, 'app')} not planned`];
}

/** A node that answers what nobody understands was reached. */
function unseenWords({ unreachable }: Plan): string[] {
  const odd = unreachable.filter(({ code }) => code === 'NODE_NOT_UNDERSTOOD').length;
  const silent = unreachable.length - odd;
  return [
    ...(silent > 0 ? [`${count(silent, 'node')} not reached`] : []),
    ...(odd > 0 ? [`${count(odd, 'node')} not understood`] : []),
  ];
}

function notUpCount(apps: number): string {
  return apps === 1 ? '1 app does not run as it should' : `${apps} apps do not run as they should`;
}

/** Nothing is only good news where something was wanted and seen. */
function noChanges({ nodes, unreachable, unplanned }: Plan, paint: Paint): string {
  const notUp = nodes.flatMap((node) => node.notUp ?? []);
  if (notUp.length > 0) return paint.change(`Nothing to change, but ${notUpCount(notUp.length)}`);
  if (unplanned.length > 0) return 'No changes to the apps that could be planned';
  if (nodes.some(({ asWanted }) => asWanted.length > 0))
    return paint.good(
      unreachable.length > 0 ? 'No changes where nodes answered' : 'No changes: everything is as wanted',
    );
  if (unreachable.length > 0) return nodes.length > 0 ? 'Nothing to do where nodes answered' : 'Nothing can be planned';
  return nodes.length > 0
    ? 'Nothing to do: no app is wanted here yet (apps: in region.yml)'
    : 'No nodes yet: tend node add NAME --host HOST --user LOGIN';
}
