import type { LogState } from '../fold/log-state.js';
import type { Problem } from '../problem.js';
import { makeJudge, type Judging } from './judge.js';
import type { ReadLine } from './signed-line.js';

export interface Judged {
  readonly state: LogState;
  readonly problems: readonly Problem[];
  /** Paths of the pages that differ now. */
  readonly touched: ReadonlySet<string>;
}

/** Judges lines in their order, each by all before it. `state` stays as it is; the answer has the one after them. */
export function judgeLines(judging: Judging, read: readonly ReadLine[]): Judged {
  const judge = makeJudge(judging);
  const problems = read.flatMap((line) => {
    const found = judge.take(line);
    if (found.length > 0) judge.leave(line);
    return found;
  });
  return { state: judge.state, problems, touched: judge.touched };
}
