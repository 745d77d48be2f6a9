import type { AppName } from '../../../model/brand.js';
import { failedNeedOf, nextTurns, type Stage, type Turn, type Turns } from './next-turns.js';

/** What a turn tells while it is taken. */
interface Progress {
  /** Its containers run: others may start, although it is not over. */
  readonly isUp: () => void;
  /** What came of it is known; recording it may take longer. */
  readonly hasEnded: (isDone: boolean) => void;
}

export interface Taking<One extends Turn, End> extends Pick<Turns<One>, 'turns' | 'limitsOf'> {
  /** Takes a turn to its very end. */
  readonly take: (turn: One, progress: Progress) => Promise<End>;
  /** Ends a turn that is not taken: a need failed, or (without one) somebody said stop. */
  readonly leaveOut: (turn: One, failedNeed: AppName | undefined) => Promise<End>;
  readonly signal: AbortSignal;
}

/**
 * Takes every turn as soon as its needs are done and there is room for it, and gives their ends in the order of the turns.
 * Where a turn breaks on a bug the others go on to their ends first, then that error is thrown.
 */
export async function takeTurns<One extends Turn, End>(taking: Taking<One, End>): Promise<End[]> {
  const { turns, limitsOf, take, leaveOut, signal } = taking;
  const stages = new Map<AppName, Stage>();
  const ends = new Map(turns.map(({ app }) => [app, Promise.withResolvers<End>()]));
  const stageOf = (app: AppName): Stage => stages.get(app) ?? 'waiting';
  signal.addEventListener('abort', goOn);
  goOn();
  const settled = await Promise.allSettled([...ends.values()].map(({ promise }) => promise));
  signal.removeEventListener('abort', goOn);
  return settled.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });

  function goOn(): void {
    for (const turn of turns.filter(({ app }) => stageOf(app) === 'waiting')) {
      const need = failedNeedOf(turn, stageOf);
      if (need !== undefined || signal.aborted) endWith(turn, 'failed', () => leaveOut(turn, need));
    }
    for (const turn of nextTurns({ turns, stageOf, limitsOf })) endWith(turn, 'starting', () => taken(turn));
  }

  /** A turn that begins may end at once and so let others begin before the one who looked has come to them. */
  function endWith({ app }: Turn, stage: Stage, work: () => Promise<End>): void {
    if (stageOf(app) !== 'waiting') return;
    stages.set(app, stage);
    ends.get(app)?.resolve(work());
  }

  async function taken(turn: One): Promise<End> {
    const move = (from: readonly Stage[], to: Stage): void => {
      if (!from.includes(stageOf(turn.app))) return;
      stages.set(turn.app, to);
      goOn();
    };
    const isUp = (): void => move(['starting'], 'up');
    const hasEnded = (isDone: boolean): void => move(['starting', 'up'], isDone ? 'done' : 'failed');
    return take(turn, { isUp: turn.isNew ? isUp : () => undefined, hasEnded }).finally(() => hasEnded(false));
  }
}
