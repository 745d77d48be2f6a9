import { growFiles, type GrownFiles } from './grow-files.js';
import type { Log } from './log.js';
import { linesOf } from './lines-of.js';
import { entriesPerSegment } from './segment-path.js';

type Files = Pick<Log, 'segments' | 'roots' | 'tail'>;

/** Lines put behind those of a log, one after the other; no more of them is kept than the last file. */
export interface Growth {
  add(line: string): void;
  grown(): Files;
}

/** Nothing is judged here. */
export function makeGrowth(log: Files): Growth {
  let files = log;
  let lines: string[] = [];
  let room = entriesPerSegment - linesOf(log.tail).length;
  const join = (): Files => (lines.length === 0 ? files : withoutTexts(growFiles(files, lines)));
  return {
    add(line) {
      lines.push(line);
      if (lines.length < room) return;
      files = join();
      lines = [];
      room = entriesPerSegment;
    },
    grown: join,
  };
}

function withoutTexts({ segments, roots, tail }: GrownFiles): Files {
  return { segments, roots, tail };
}
