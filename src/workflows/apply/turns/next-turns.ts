import type { AppName } from '../../../model/brand.js';
import type { Parallel } from '../../../model/parallel.js';

/** How far a step has come: `up` is a new app whose containers run and which only waits to become healthy. */
export type Stage = 'waiting' | 'starting' | 'up' | 'done' | 'failed';

/** A step among others of its run. */
export interface Turn {
  readonly app: AppName;
  readonly node: string;
  /** Apps of this run that it needs. */
  readonly needs: readonly AppName[];
  /** A new app that no other one needs: it may start beside others of its kind. */
  readonly isNew: boolean;
}

export interface Turns<One extends Turn = Turn> {
  /** In the order of the plan. */
  readonly turns: readonly One[];
  readonly stageOf: (app: AppName) => Stage;
  readonly limitsOf: (node: string) => Required<Parallel>;
}

/** New apps that wait to become healthy are not counted as starting, but there are at most so many times as many in all. */
const inAll = 3;

/** The turns that may begin now. Pure. A turn for which there is no room yet lets none behind it go first. */
export function nextTurns<One extends Turn>({ turns, stageOf, limitsOf }: Turns<One>): One[] {
  const begun = new Map<AppName, Stage>();
  const stage = (app: AppName): Stage => begun.get(app) ?? stageOf(app);
  const full = new Set<string>();
  for (const turn of turns) {
    if (stage(turn.app) !== 'waiting' || full.has(turn.node)) continue;
    if (!turn.needs.every((need) => stage(need) === 'done')) continue;
    const others = turns.filter(({ node, app }) => node === turn.node && isUnderWay(stage(app)));
    if (hasRoom(turn, { others, stage, limits: limitsOf(turn.node) })) begun.set(turn.app, 'starting');
    else full.add(turn.node);
  }
  return turns.filter(({ app }) => begun.has(app));
}

/** The first of its needs that did not succeed; undefined: none did fail. */
export function failedNeedOf({ needs }: Turn, stageOf: Turns['stageOf']): AppName | undefined {
  return needs.find((need) => stageOf(need) === 'failed');
}

interface Room {
  /** What is under way on the same node. */
  readonly others: readonly Turn[];
  readonly stage: Turns['stageOf'];
  readonly limits: Required<Parallel>;
}

function hasRoom(turn: Turn, { others, stage, limits }: Room): boolean {
  if (others.length === 0) return true;
  const widths = [turn, ...others].map(({ isNew }) => (isNew ? limits.newApps : limits.changes));
  const width = Math.min(...widths);
  const starting = others.filter(({ app }) => stage(app) === 'starting').length;
  return width > 1 && starting < width && others.length < inAll * width;
}

function isUnderWay(stage: Stage): boolean {
  return stage === 'starting' || stage === 'up';
}
